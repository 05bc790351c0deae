-- The images of some pages of the catalog, in four turns, each in their physical order.
-- $1  positions given so far
--
-- What a page held before one turn is cleared away in the next one, so that there is room for new versions: a quarter of them stay on
-- their page then and need no entry in any index, and the table grows by a quarter less. Whose turn it is, is the same in every run:
-- two that merge the same pages keep the same order.
--
-- A row that somebody changes while we go from range to range may move to a page that we have seen, or from one. So rows changed since
-- the first range are left alone here, and looked up by their key afterwards: each image gets one position.
INSERT INTO {plan} (position, identifier, staged, settled)
SELECT $1 + row_number() OVER (ORDER BY uuid_hash(newest.identifier) & 3, image.ctid), newest.identifier, newest.staged, newest.settled
FROM {catalog} AS image
JOIN {newest} AS newest USING (identifier)
WHERE image.ctid >= '({first},0)' AND image.ctid < '({end},0)'
  AND age(image.xmin) > (SELECT age(horizon::xid) FROM label_ingest.merge_planning WHERE run_number = {run});

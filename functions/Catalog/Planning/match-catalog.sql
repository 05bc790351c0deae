-- The images of some pages of the catalog, in their physical order.
-- $1  positions given so far
--
-- A row that somebody changes while we go from range to range may move to a page that we have seen, or from one. So rows changed since
-- the first range are left alone here, and looked up by their key afterwards: each image gets one position.
INSERT INTO {plan} (position, identifier, staged, settled)
SELECT $1 + row_number() OVER (ORDER BY image.ctid), newest.identifier, newest.staged, newest.settled
FROM {catalog} AS image
JOIN {newest} AS newest USING (identifier)
WHERE image.ctid >= '({first},0)' AND image.ctid < '({end},0)'
  AND age(image.xmin) > (SELECT age(horizon::xid) FROM label_ingest.merge_planning WHERE run_number = {run});

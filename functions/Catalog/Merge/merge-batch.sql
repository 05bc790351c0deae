-- $1, $2  first and last position of the batch
-- $3      the provider, as a JSON string
-- $4      a tag of that provider in an array: what tags must contain to have one
-- $5      replace all tags of the provider, not just those of the same name
-- $6, $7  run_number and part
-- {lock}  locks the rows that nobody else holds, and passes over the others; without it, the update waits
--
-- An image's tags stay in their order, without those that the new ones replace; the new ones follow in file order. An element that
-- is odd (no provider, no name, no object at all) equals nothing and stays. Where nothing can be replaced, appending is enough: most
-- images have no tag of this provider yet. A row whose tags come out equal is not written. Of each one that is written the run
-- remembers what takes it back.
WITH batch AS MATERIALIZED (
  SELECT plan.position, plan.identifier, staging.tags, staging.hashes
  FROM {plan} AS plan
  JOIN {staging} AS staging ON staging.ctid = plan.staged AND staging.identifier = plan.identifier
  WHERE plan.position BETWEEN $1 AND $2
  ORDER BY plan.position
),
found AS MATERIALIZED (
  -- What this transaction has merged already, before it found another row changed by somebody else, is not to be merged twice.
  SELECT merged.*, merged.result IS DISTINCT FROM merged.former AND merged.version <> pg_current_xact_id()::xid AS differs
  FROM (
    SELECT batch.*, image.ctid AS address, image.xmin AS version, image.tags AS former, {merged} AS result
    FROM batch
    JOIN {catalog} AS image USING (identifier)
    -- Once postponed, a row is not merged before it is taken up again: no image is changed twice by a run.
    WHERE batch.position NOT IN (
      SELECT position FROM label_ingest.postponed WHERE run_number = $6 AND position BETWEEN $1 AND $2)
    {lock}
    OFFSET 0 -- else each mention of the result would work it out again
  ) AS merged
),
-- The version tells what somebody else changed while we waited for the row: the result is of what was there before. Such a row is ours
-- from then on, and stale. (The address tells it too, but not every release of PostgreSQL 15 looks at it again after the wait.)
changed AS (
  UPDATE {catalog} AS image
  SET tags = batch.result, updated_on = now()
  FROM found AS batch
  WHERE image.ctid = batch.address AND image.identifier = batch.identifier AND image.xmin = batch.version AND batch.differs
  RETURNING image.identifier, nextval('label_ingest.change_order') AS change_order, image.xmin AS version,
            batch.hashes AS added,
            {removed} AS removed
),
remembered AS (
  INSERT INTO {undo} (identifier, change_order, version, added, removed)
  SELECT identifier, change_order, version, added, removed
  FROM changed
),
-- What others hold is to be taken up again. A row that they have deleted is not.
postponed AS (
  INSERT INTO label_ingest.postponed (run_number, part, position)
  SELECT $6, $7, batch.position
  FROM batch
  JOIN {catalog} AS image USING (identifier)
  WHERE batch.identifier NOT IN (SELECT identifier FROM found)
  ON CONFLICT DO NOTHING
)
SELECT (SELECT count(*) FROM batch), changed.rows, (SELECT count(*) FROM found WHERE differs) - changed.rows AS stale
FROM (SELECT count(*) AS rows FROM changed) AS changed;

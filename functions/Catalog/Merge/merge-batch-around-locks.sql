-- As merge-batch.sql, for a batch of which somebody else holds rows: those are noted, to be taken up again, and all others are merged.
-- $6  run_number
-- $7  part
WITH batch AS MATERIALIZED (
  SELECT plan.position, plan.identifier, staging.tags
  FROM {plan} AS plan
  JOIN {staging} AS staging ON staging.ctid = plan.staged AND staging.identifier = plan.identifier
  WHERE plan.position BETWEEN $1 AND $2
  ORDER BY plan.position
),
free AS MATERIALIZED (
  SELECT batch.identifier, batch.tags
  FROM batch
  JOIN {catalog} AS image USING (identifier)
  FOR NO KEY UPDATE OF image SKIP LOCKED
),
postponed AS (
  INSERT INTO label_ingest.postponed (run_number, part, position)
  SELECT $6, $7, batch.position
  FROM batch
  JOIN {catalog} AS image USING (identifier)
  WHERE batch.identifier NOT IN (SELECT free.identifier FROM free)
),
changed AS (
  UPDATE {catalog} AS image
  SET tags = {merged}, updated_on = now()
  FROM free AS batch
  WHERE image.identifier = batch.identifier AND image.tags IS DISTINCT FROM {merged}
  RETURNING 1
)
SELECT (SELECT count(*) FROM batch), (SELECT count(*) FROM changed);

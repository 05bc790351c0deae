-- $1, $2  first and last address, in what the run remembered, of the images to be taken back
-- $3      the provider, as a JSON string
-- $4      run_number
-- {lock}  locks the rows that nobody else holds, and passes over the others; without it, the update waits
--
-- Written as a merge is (merge-batch.sql): only where tags differ, and only onto the version that they were made from.
WITH batch AS MATERIALIZED (
  SELECT undone.ctid AS remembered, undone.identifier, undone.added, undone.removed
  FROM {undo} AS undone
  WHERE undone.ctid >= $1::text::tid AND undone.ctid <= $2::text::tid
),
found AS MATERIALIZED (
  -- What this transaction has restored already, before it found another row changed by somebody else, is not to be restored twice.
  SELECT restored.*,
         restored.result IS DISTINCT FROM restored.present AND restored.version <> pg_current_xact_id()::xid AS differs
  FROM (
    SELECT batch.identifier, image.ctid AS address, image.xmin AS version, image.tags AS present, {restored} AS result
    FROM batch
    JOIN {catalog} AS image USING (identifier)
    -- Once postponed, a row is not restored before it is taken up again: no image is restored twice.
    WHERE NOT EXISTS (
      SELECT FROM label_ingest.undo_postponed AS postponed
      WHERE postponed.run_number = $4 AND postponed.identifier = batch.identifier)
    {lock}
    OFFSET 0 -- else each mention of the result would work it out again
  ) AS restored
),
changed AS (
  UPDATE {catalog} AS image
  SET tags = found.result, updated_on = now()
  FROM found
  WHERE image.ctid = found.address AND image.identifier = found.identifier AND image.xmin = found.version AND found.differs
  RETURNING image.identifier
),
postponed AS (
  INSERT INTO label_ingest.undo_postponed (run_number, identifier, remembered)
  SELECT $4, batch.identifier, batch.remembered
  FROM batch
  JOIN {catalog} AS image USING (identifier)
  WHERE batch.identifier NOT IN (SELECT identifier FROM found)
  ON CONFLICT DO NOTHING
)
SELECT changed.rows, (SELECT count(*) FROM found WHERE differs) - changed.rows AS stale
FROM (SELECT count(*) AS rows FROM changed) AS changed;

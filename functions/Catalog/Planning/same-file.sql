-- The run that has given most images the tags of the same file by the same rule, and still knows which: none, or one number.
-- $1  run_number
SELECT same.run_number
FROM label_ingest.run
JOIN label_ingest.run AS same USING (catalog_table, provider, source_etag, source_size)
JOIN label_ingest.merge_planning AS planning ON planning.run_number = same.run_number
JOIN pg_attribute AS version ON version.attrelid = to_regclass('label_ingest.undo_' || same.run_number) AND version.attname = 'version'
WHERE run.run_number = $1 AND same.run_number <> run.run_number AND same.undo_started_at IS NULL
  AND same.settings -> 'mode' IS NOT DISTINCT FROM run.settings -> 'mode'
  -- Versions are numbers of transactions: those of another server mean nothing here, and they begin anew after four thousand millions.
  AND pg_current_xact_id()::text::numeric - planning.horizon::text::numeric BETWEEN 0 AND 2000000000
ORDER BY (SELECT sum(part.changed) FROM label_ingest.merge_part AS part WHERE part.run_number = same.run_number) DESC NULLS LAST
LIMIT 1

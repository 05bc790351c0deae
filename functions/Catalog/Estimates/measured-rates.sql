-- $1  run_number
--
-- Rates of the last real run over the same table that was finished before this one was planned: one of which each phase took long enough
-- to tell a rate rather than what it takes to begin, and that wrote most of the images that it compared.
SELECT other.run_id, runs.records / runs.load_seconds, runs.staged / runs.check_seconds, runs.merged / runs.merge_seconds
FROM label_ingest.run
JOIN label_ingest.run AS other USING (catalog_table)
JOIN label_ingest.runs ON runs.run_id = other.run_id
WHERE run.run_number = $1 AND other.finished_at < run.planned_at AND NOT other.dry_run
  AND least(runs.load_seconds, runs.check_seconds, runs.merge_seconds) >= 10
  AND runs.merged > 0 AND runs.changed * 2 >= runs.merged
ORDER BY other.finished_at DESC
LIMIT 1

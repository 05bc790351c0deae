-- $1  run_id
SELECT dry_run, shards, shards_done, size, bytes, records, labels, empty, rejected, staged, duplicates, matched, unmatched, merged, changed,
       plan_seconds, load_seconds, check_seconds, merge_seconds, finish_seconds, total_seconds
FROM label_ingest.runs
WHERE run_id = $1

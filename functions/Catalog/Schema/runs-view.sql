-- What became of each run so far, from the ledger alone. It is for people to look at, and what FinishIngest and the local cloud read.
--
--   state         planned, loading, loaded, planning (the merge), merging, finished, expired, undoing or undone; last_commit_at tells whether
--                 it still moves
--   locked        images that others held when their batch was merged, and that are still to be taken up again
--   restored      images that an undo has given their former tags back
--   *_seconds     how long each phase took by the database's clock, so far or in all
--   rate          bytes a second while it loads, images a second while it merges
--   time_left     of that phase, at that rate
CREATE OR REPLACE VIEW label_ingest.runs AS
SELECT
  run.run_id,
  CASE
    WHEN run.undone_at IS NOT NULL THEN 'undone'
    WHEN run.undo_started_at IS NOT NULL THEN 'undoing'
    WHEN run.finished_at IS NOT NULL THEN 'finished'
    WHEN run.expired_at IS NOT NULL THEN 'expired'
    WHEN run.merge_planned_at IS NOT NULL THEN 'merging'
    WHEN planning.run_number IS NOT NULL THEN 'planning'
    WHEN load.shards_done = run.shards THEN 'loaded'
    WHEN load.last_commit IS NOT NULL THEN 'loading'
    ELSE 'planned'
  END AS state,
  's3://' || run.source_bucket || '/' || run.source_key AS source,
  run.source_etag,
  run.source_version,
  run.settings,
  run.dry_run,
  run.started_at,
  run.finished_at,
  greatest(run.planned_at, load.last_commit, planning.committed_at, run.merge_planned_at, merge.last_commit, undo.committed_at) AS last_commit_at,
  run.shards,
  load.shards_done,
  run.source_size AS size,
  load.bytes,
  load.records,
  load.labels,
  load.empty,
  load.rejected,
  load.staged,
  load.staged - run.images AS duplicates,
  run.matched,
  run.images - run.matched AS unmatched,
  CASE WHEN run.matched IS NOT NULL THEN merge.merged END AS merged,
  CASE WHEN run.matched IS NOT NULL THEN merge.changed END AS changed,
  merge.locked,
  extract(epoch FROM run.planned_at - run.started_at)::float8 AS plan_seconds,
  extract(epoch FROM load.last_commit - run.planned_at)::float8 AS load_seconds,
  extract(epoch FROM checked.at - coalesce(load.last_commit, run.planned_at))::float8 AS check_seconds,
  greatest(extract(epoch FROM merge.last_commit - run.merge_planned_at), 0)::float8 AS merge_seconds,
  extract(epoch FROM run.finished_at - coalesce(merge.last_commit, checked.at, load.last_commit, run.planned_at))::float8
    AS finish_seconds,
  extract(epoch FROM coalesce(run.finished_at, clock_timestamp()) - run.started_at)::float8 AS total_seconds,
  pace.rate,
  pace.remaining / nullif(pace.rate, 0) * interval '1 second' AS time_left,
  run.undo_started_at,
  run.undone_at,
  undo.restored
FROM label_ingest.run
LEFT JOIN label_ingest.merge_planning AS planning USING (run_number)
LEFT JOIN label_ingest.undo USING (run_number)
CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE done) AS shards_done, coalesce(sum(next_byte - first_byte), 0)::bigint AS bytes,
         coalesce(sum(records), 0)::bigint AS records, coalesce(sum(labels), 0)::bigint AS labels, coalesce(sum(empty), 0)::bigint AS empty,
         coalesce(sum(rejected), 0)::bigint AS rejected, coalesce(sum(staged), 0)::bigint AS staged, max(committed_at) AS last_commit
  FROM label_ingest.shard_part
  WHERE shard_part.run_number = run.run_number
) AS load
CROSS JOIN LATERAL (
  SELECT coalesce(sum(merged_through - first_position + 1), 0)::bigint - locked.rows AS merged, locked.rows AS locked,
         coalesce(sum(changed), 0)::bigint AS changed, max(committed_at) AS last_commit
  FROM (SELECT count(*) AS rows FROM label_ingest.postponed WHERE postponed.run_number = run.run_number) AS locked
  LEFT JOIN label_ingest.merge_part ON merge_part.run_number = run.run_number
  GROUP BY locked.rows
) AS merge
-- What a dry run checks is a sample, of which nothing is merged.
CROSS JOIN LATERAL (
  SELECT coalesce(run.merge_planned_at, (SELECT compared_at FROM label_ingest.dry_run WHERE dry_run.run_number = run.run_number)) AS at
) AS checked
CROSS JOIN LATERAL (
  SELECT
    CASE WHEN run.merge_planned_at IS NULL
      THEN load.bytes / nullif(extract(epoch FROM load.last_commit - run.planned_at), 0)
      ELSE merge.merged / nullif(extract(epoch FROM merge.last_commit - run.merge_planned_at), 0)
    END::float8 AS rate,
    CASE
      WHEN run.finished_at IS NOT NULL OR run.expired_at IS NOT NULL OR run.undo_started_at IS NOT NULL THEN NULL
      WHEN run.merge_planned_at IS NULL AND planning.run_number IS NOT NULL THEN NULL
      WHEN run.merge_planned_at IS NULL THEN run.source_size - load.bytes
      ELSE run.matched - merge.merged
    END AS remaining
) AS pace;

COMMENT ON VIEW label_ingest.runs IS 'What became of each run so far: state, counts, durations, rate and time left.';

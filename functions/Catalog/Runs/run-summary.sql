-- $1  run_id
SELECT run.run_number, run.dry_run, run.shards, coalesce(load.shards_done, 0), run.source_size, coalesce(load.bytes, 0)::bigint,
       coalesce(load.records, 0)::bigint, coalesce(load.labels, 0)::bigint, coalesce(load.empty, 0)::bigint,
       coalesce(load.rejected, 0)::bigint, coalesce(load.staged, 0)::bigint,
       run.images, run.matched, merge.merged::bigint, merge.changed::bigint,
       extract(epoch FROM run.planned_at - run.started_at)::float8,
       extract(epoch FROM load.last_commit - run.planned_at)::float8,
       extract(epoch FROM run.merge_planned_at - coalesce(load.last_commit, run.planned_at))::float8,
       extract(epoch FROM merge.last_commit - run.merge_planned_at)::float8,
       extract(epoch FROM run.finished_at - coalesce(merge.last_commit, run.merge_planned_at, load.last_commit, run.planned_at))::float8,
       extract(epoch FROM coalesce(run.finished_at, clock_timestamp()) - run.started_at)::float8
FROM label_ingest.run
CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE done) AS shards_done, sum(next_byte - first_byte) AS bytes, sum(records) AS records,
         sum(labels) AS labels, sum(empty) AS empty, sum(rejected) AS rejected, sum(staged) AS staged, max(committed_at) AS last_commit
  FROM label_ingest.shard_part
  WHERE shard_part.run_number = run.run_number
) AS load
CROSS JOIN LATERAL (
  SELECT coalesce(sum(merged_through - first_position + 1), 0) AS merged, coalesce(sum(changed), 0) AS changed,
         max(committed_at) AS last_commit
  FROM label_ingest.merge_part
  WHERE merge_part.run_number = run.run_number
) AS merge
WHERE run.run_id = $1

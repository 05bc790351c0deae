-- Other runs of the same provider over the same table that have merged something since the merge of a run began, and that have not been
-- taken back: the latest first.
-- $1  run_number
SELECT other.run_id, other.run_number, merge.changed,
       merge.merged - merge.changed AS agreed,
       to_regclass('label_ingest.undo_' || other.run_number) IS NOT NULL AS is_remembered
FROM label_ingest.run
JOIN label_ingest.run AS other USING (catalog_table, provider)
CROSS JOIN LATERAL (
  SELECT coalesce(sum(part.merged_through - part.first_position + 1), 0)::bigint
           - (SELECT count(*) FROM label_ingest.postponed WHERE postponed.run_number = other.run_number) AS merged,
         coalesce(sum(part.changed), 0)::bigint AS changed, max(part.committed_at) AS last_commit
  FROM label_ingest.merge_part AS part
  WHERE part.run_number = other.run_number
) AS merge
WHERE run.run_number = $1 AND other.run_number <> run.run_number AND other.undone_at IS NULL
  AND merge.merged > 0 AND merge.last_commit >= run.merge_planned_at
ORDER BY other.run_number DESC

-- $1, $2  first and last position of the batch
-- $3      the provider, as a JSON string
-- $4      a tag of that provider in an array: what tags must contain to have one
-- $5      replace all tags of the provider, not just those of the same name
--
-- What merge-batch.sql does, for a batch of which nobody holds or changes a row: without locks of its own, and without keeping the tags of
-- the whole batch in between. In a transaction of one snapshot, where the tags that are read are those that are written over, or the
-- server refuses. The rule is worked out beside the row that is read, which unlike the row that is written may be referred to there.
-- A row that is still the one which an earlier run of the same file wrote is not even looked at.
WITH changed AS (
  UPDATE {catalog} AS written
  SET tags = merged.result, updated_on = now()
  FROM {plan} AS plan
  JOIN {staging} AS batch ON batch.ctid = plan.staged AND batch.identifier = plan.identifier
  JOIN {catalog} AS image ON image.identifier = plan.identifier
  -- OFFSET 0: else each mention would work it out again.
  CROSS JOIN LATERAL (SELECT image.tags @> $4 AS present OFFSET 0) AS own
  CROSS JOIN LATERAL (SELECT CASE WHEN own.present AND {unchanged} THEN NULL ELSE {merged} END AS result OFFSET 0) AS merged
  WHERE plan.position BETWEEN $1 AND $2 AND written.ctid = image.ctid AND image.xmin IS DISTINCT FROM plan.settled
    AND merged.result IS NOT NULL AND merged.result IS DISTINCT FROM image.tags
  -- One number for all: whoever changes one of these rows after us begins after we have ended, or is refused.
  RETURNING written.identifier, (SELECT nextval('label_ingest.change_order')) AS change_order, written.xmin AS version,
            batch.hashes AS added, {removed} AS removed
),
remembered AS (
  INSERT INTO {undo} (identifier, change_order, version, added, removed)
  SELECT identifier, change_order, version, added, removed
  FROM changed
)
SELECT count(*) FROM changed;

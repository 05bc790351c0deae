-- $3  the provider, as a JSON string
-- $4  a tag of that provider in an array
-- $5  replace all tags of the provider, not just those of the same name
-- ($1 and $2 are positions of a merge, which this is not: null.)
--
-- What a merge would make of each image in the sample, by the merge's own rule (merged-tags.sql). The catalog is only read.
INSERT INTO {compared} (identifier, records, is_matched, differs, result)
SELECT merged.identifier, merged.records, merged.is_matched, merged.is_matched AND merged.result IS DISTINCT FROM merged.former,
       merged.result
FROM (
  SELECT batch.identifier, batch.records, image.identifier IS NOT NULL AS is_matched, image.tags AS former, {merged} AS result
  FROM (
    -- Of the records of one image the last in the file counts.
    SELECT DISTINCT ON (identifier) identifier, tags, count(*) OVER (PARTITION BY identifier) AS records
    FROM {sample}
    ORDER BY identifier, byte_offset DESC
  ) AS batch
  LEFT JOIN {catalog} AS image USING (identifier)
  OFFSET 0 -- else each mention of the result would work it out again
) AS merged;

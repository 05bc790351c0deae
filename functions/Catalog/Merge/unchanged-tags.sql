-- True only where an image's tags would come out equal: they end with a batch row's, and none of the provider's stands before those. Where
-- it is false or null, that is still to be seen.
--
-- What most images differ in is looked at first. The bytes are compared, ten times as fast as the values: equal tags that came the same
-- way have the same.
CASE
  WHEN jsonb_typeof(image.tags) <> 'array' THEN false
  WHEN jsonb_array_length(image.tags) < jsonb_array_length(batch.tags) THEN false
  WHEN image.tags -> -1 <> batch.tags -> -1 THEN false
  ELSE (
    SELECT CASE rest.length
      WHEN 0 THEN record_image_eq(ROW (present.tags), ROW (batch.tags))
      ELSE record_image_eq(ROW (jsonb_path_query_array(present.tags, '$[$rest to last]', rest.path)), ROW (batch.tags))
        AND NOT jsonb_path_query_array(present.tags, '$[0 to $rest - 1]', rest.path) @> $4
    END
    -- Uncompressed once, not for each mention.
    FROM (SELECT '[]' || image.tags AS tags OFFSET 0) AS present
    CROSS JOIN LATERAL (
      SELECT difference.length, jsonb_build_object('rest', difference.length) AS path
      FROM (SELECT jsonb_array_length(present.tags) - jsonb_array_length(batch.tags) AS length OFFSET 0) AS difference
      OFFSET 0) AS rest
  )
END

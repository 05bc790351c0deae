-- Whether one of an image's former tags gives way to the staged tags of a batch's row.
coalesce(
  former.tag -> 'provider' = $3
    AND ($5 OR (
      jsonb_typeof(former.tag -> 'name') = 'string'
      -- The new names, made once a row: a short list as it is, a long one as an object, which is searched in its order. A list of 10,000
      -- would be searched 10,000 times.
      AND CASE
        WHEN jsonb_array_length(batch.tags) <= 100 THEN (SELECT jsonb_path_query_array(batch.tags, '$[*].name')) ? (former.tag ->> 'name')
        ELSE (SELECT jsonb_object_agg(added.tag ->> 'name', NULL) FROM jsonb_array_elements(batch.tags) AS added (tag))
          ? (former.tag ->> 'name')
      END)),
  false)

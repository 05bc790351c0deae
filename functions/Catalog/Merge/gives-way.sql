-- Whether one of an image's former tags gives way to the staged tags of a batch's row.
coalesce(
  former.tag -> 'provider' = $3
    AND ($5 OR (
      jsonb_typeof(former.tag -> 'name') = 'string'
      -- One object of all new names, made once a row and searched in its order: a list of 10,000 would be searched 10,000 times.
      AND (SELECT jsonb_object_agg(added.tag ->> 'name', NULL) FROM jsonb_array_elements(batch.tags) AS added (tag))
          ? (former.tag ->> 'name'))),
  false)

CASE
  WHEN image.tags IS NULL OR image.tags = 'null' THEN batch.tags
  WHEN NOT image.tags @> $4 THEN image.tags || batch.tags
  ELSE (
    SELECT coalesce(jsonb_agg(kept.tag ORDER BY kept.position), '[]')
    FROM jsonb_array_elements(image.tags) WITH ORDINALITY AS kept (tag, position)
    WHERE NOT coalesce(
      kept.tag -> 'provider' = $3
        AND ($5 OR (
          jsonb_typeof(kept.tag -> 'name') = 'string'
          -- One object of all new names, made once a row and searched in its order: a list of 10,000 would be searched 10,000 times.
          AND (SELECT jsonb_object_agg(added.tag ->> 'name', NULL) FROM jsonb_array_elements(batch.tags) AS added (tag))
              ? (kept.tag ->> 'name'))),
      false)
  ) || batch.tags
END

CASE
  WHEN image.tags IS NULL OR image.tags = 'null' THEN batch.tags
  WHEN NOT image.tags @> $4 THEN image.tags || batch.tags
  ELSE (
    SELECT coalesce(jsonb_agg(kept.tag ORDER BY kept.position), '[]')
    FROM jsonb_array_elements(image.tags) WITH ORDINALITY AS kept (tag, position)
    WHERE NOT coalesce(
      kept.tag -> 'provider' = $3
        AND ($5 OR batch.tags @> jsonb_build_array(jsonb_build_object('name', kept.tag -> 'name'))),
      false)
  ) || batch.tags
END

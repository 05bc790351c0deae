-- An image's tags and a batch's row: the tags that come of them.
CASE
  WHEN image.tags IS NULL OR image.tags = 'null' THEN batch.tags
  WHEN NOT {has-own} THEN image.tags || batch.tags
  ELSE (
    SELECT coalesce(jsonb_agg(former.tag ORDER BY former.position), '[]')
    FROM jsonb_array_elements(image.tags) WITH ORDINALITY AS former (tag, position)
    WHERE NOT {gives-way}
  ) || batch.tags
END

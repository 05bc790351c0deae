-- What an image's former tags were beside the new ones: each tag that gave way, as [how many that stayed stood before it, tag]. What
-- was no array at all is itself.
CASE
  WHEN {former} IS NULL OR jsonb_typeof({former}) <> 'array' THEN {former}
  WHEN NOT {had-own} THEN '[]'
  ELSE (
    SELECT coalesce(jsonb_agg(jsonb_build_array(gone.position - gone.nth, gone.tag) ORDER BY gone.position), '[]')
    FROM (
      SELECT former.tag, former.position, row_number() OVER (ORDER BY former.position) AS nth
      FROM jsonb_array_elements({former}) WITH ORDINALITY AS former (tag, position)
      WHERE {gives-way}
    ) AS gone
  )
END

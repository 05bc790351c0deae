-- An image and what a run remembered of it: the tags without what the run did.
--
-- Where nobody touched the list's end since, the run's tags are the last ones. Else each is known by its hash; a tag that others have
-- changed is theirs now and stays. What gave way to the run comes back to its place, unless there is another of that name meanwhile.
-- What is no array any more is left alone.
CASE
  WHEN image.tags IS NULL OR jsonb_typeof(image.tags) <> 'array' THEN image.tags
  ELSE (
    WITH present AS (
      SELECT present.tag, present.position, {hash} AS hash,
             present.position > jsonb_array_length(image.tags) - octet_length(batch.added) / 4 AS is_last
      FROM jsonb_array_elements(image.tags) WITH ORDINALITY AS present (tag, position)
    ),
    added AS (
      SELECT coalesce((SELECT string_agg(present.hash, '' ORDER BY present.position) FROM present WHERE present.is_last) = batch.added, false) AS are_last,
             -- Searched in its order, as a list of 10,000 would not be.
             (SELECT jsonb_object_agg(encode(substr(batch.added, byte, 4), 'hex'), NULL)
              FROM generate_series(1, octet_length(batch.added), 4) AS byte) AS hashes
    ),
    rest AS (
      SELECT present.tag, row_number() OVER (ORDER BY present.position) - 1 AS rank
      FROM present, added
      WHERE NOT CASE
        WHEN added.are_last THEN present.is_last
        ELSE coalesce(present.tag -> 'provider' = $3 AND added.hashes ? encode(present.hash, 'hex'), false)
      END
    ),
    names AS (
      SELECT jsonb_object_agg(rest.tag ->> 'name', NULL) AS taken
      FROM rest
      WHERE rest.tag -> 'provider' = $3 AND jsonb_typeof(rest.tag -> 'name') = 'string'
    ),
    removed AS (
      SELECT removed.pair -> 1 AS tag, (removed.pair -> 0)::bigint AS before, removed.nth
      FROM jsonb_array_elements(CASE jsonb_typeof(batch.removed) WHEN 'array' THEN batch.removed ELSE '[]' END)
             WITH ORDINALITY AS removed (pair, nth), names
      WHERE NOT coalesce(jsonb_typeof(removed.pair -> 1 -> 'name') = 'string' AND names.taken ? (removed.pair -> 1 ->> 'name'), false)
    ),
    list AS (
      SELECT coalesce(jsonb_agg(tag ORDER BY place, is_rest, nth), '[]') AS tags
      FROM (
        SELECT removed.tag, removed.before AS place, 0 AS is_rest, removed.nth FROM removed
        UNION ALL
        SELECT rest.tag, rest.rank, 1, 0 FROM rest
      ) AS element
    )
    SELECT CASE
      WHEN jsonb_typeof(batch.removed) = 'array' THEN list.tags
      WHEN coalesce(batch.removed, 'null') = 'null' THEN CASE list.tags WHEN '[]' THEN batch.removed ELSE list.tags END
      WHEN list.tags = jsonb_build_array(batch.removed) THEN batch.removed
      ELSE list.tags
    END
    FROM list
  )
END

-- $1       rows of a page
-- $2       the last identifier of the page before
-- after    leaves out all up to that one; a first page has none before it
--
-- What a refresh would change, and nothing else: it only reads. A page goes through both tables at once: the first rows of either hold the
-- first ones of both together. To have nothing to show is to have [], or NULL where that is there already.
WITH page AS MATERIALIZED (
  SELECT identifier, is_image, is_shown, is_shown AND coalesce(shown, '[]') <> coalesce(surfaced.tags, '[]') AS differs
  FROM (
    SELECT identifier, image.tags, image.identifier IS NOT NULL AS is_image, target.tags AS shown, target.identifier IS NOT NULL AS is_shown
    FROM (SELECT identifier, tags FROM {catalog} {after} ORDER BY identifier LIMIT $1) AS image
    FULL JOIN (SELECT identifier, tags FROM {target} {after} ORDER BY identifier LIMIT $1) AS target USING (identifier)
    ORDER BY identifier
    LIMIT $1
  ) AS either
  CROSS JOIN LATERAL tag_policy.surfaced(CASE WHEN is_image THEN tags ELSE shown END) AS surfaced
)
SELECT count(*),
       (SELECT identifier FROM page ORDER BY identifier DESC LIMIT 1),
       count(*) FILTER (WHERE is_image),
       count(*) FILTER (WHERE NOT is_shown),
       count(*) FILTER (WHERE NOT is_image),
       coalesce(array_agg(identifier) FILTER (WHERE differs), '{}')
FROM page;

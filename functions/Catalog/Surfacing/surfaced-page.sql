-- $1       rows of a page
-- $2       the last identifier of the page before
-- after    leaves out all up to that one; a first page has none before it
--
-- What a refresh would change, and nothing else: it only reads. To have nothing to show is to have [], or NULL where that is there already.
WITH page AS MATERIALIZED (
  SELECT image.identifier, coalesce(surfaced.tags, '[]') AS surfaced
  FROM (SELECT identifier, tags FROM {catalog} {after} ORDER BY identifier LIMIT $1) AS image
  CROSS JOIN LATERAL tag_policy.surfaced(image.tags) AS surfaced
),
compared AS (
  SELECT page.identifier, target.identifier IS NULL AS is_missing, coalesce(target.tags, '[]') <> page.surfaced AS differs
  FROM page
  LEFT JOIN {target} AS target USING (identifier)
)
SELECT count(*),
       (SELECT identifier FROM page ORDER BY identifier DESC LIMIT 1),
       count(*) FILTER (WHERE is_missing),
       coalesce(array_agg(identifier) FILTER (WHERE differs AND NOT is_missing), '{}')
FROM compared;

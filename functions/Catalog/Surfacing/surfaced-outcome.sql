-- $1       identifiers of the rows; where they are written, this transaction has locked them, so nothing changes them from here on
-- write    updates those that differ, as far as the table lets it; a dry run leaves it out
-- counted  what was updated; in a dry run the outcome
--
-- How many rows differ from what they should show, and how many tags appear and vanish. One whose accuracy is another vanishes and appears.
-- A row that the catalog does not have keeps what may be shown of what it shows.
WITH outcome AS MATERIALIZED (
  SELECT target.identifier, coalesce(target.tags, '[]') AS shown, coalesce(surfaced.tags, '[]') AS surfaced
  FROM unnest($1::uuid[]) AS wanted (identifier)
  JOIN {target} AS target USING (identifier)
  LEFT JOIN {catalog} AS image USING (identifier)
  CROSS JOIN LATERAL tag_policy.surfaced(CASE WHEN image.identifier IS NULL THEN target.tags ELSE image.tags END) AS surfaced
){write}
SELECT count(*), coalesce(sum(tags.appeared), 0)::bigint, coalesce(sum(tags.vanished), 0)::bigint
FROM {counted} AS counted
CROSS JOIN LATERAL (SELECT CASE jsonb_typeof(shown) WHEN 'array' THEN shown ELSE '[]' END AS former) AS array_of
CROSS JOIN LATERAL (
  SELECT (SELECT count(*) FROM (SELECT jsonb_array_elements(surfaced) EXCEPT ALL SELECT jsonb_array_elements(former)) AS tag) AS appeared,
         (SELECT count(*) FROM (SELECT jsonb_array_elements(former) EXCEPT ALL SELECT jsonb_array_elements(surfaced)) AS tag) AS vanished
) AS tags
WHERE surfaced <> shown;

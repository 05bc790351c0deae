-- $1  inventory_number
--
-- All providers that were found, and those that were asked for or have a rule and were not. These come first, the others by their tags: whoever
-- makes up many names pushes none of them off the page. Names are cut as labels are.
WITH inventory AS MATERIALIZED (
  SELECT policy, coalesce(asked_providers, ARRAY(SELECT jsonb_object_keys(policy -> 'named'))) AS named
  FROM tag_policy.inventory
  WHERE inventory_number = $1
),
label AS (
  SELECT provider_digest, count(*) AS labels
  FROM tag_policy.inventory_label
  WHERE inventory_number = $1 AND kind = 'label'
  GROUP BY provider_digest
),
counted AS (
  SELECT provider, provider_digest, coalesce(labels, 0) AS labels, tags, images, surfacing_tags, surfacing_images
  FROM tag_policy.inventory_provider
  LEFT JOIN label USING (provider_digest)
  WHERE inventory_number = $1
),
missing AS (
  SELECT name
  FROM inventory
  CROSS JOIN LATERAL unnest(named) AS named (name)
  WHERE tag_policy.provider_key(name) NOT IN (SELECT tag_policy.provider_key(provider) FROM counted)
),
provider AS (
  TABLE counted
  UNION ALL
  SELECT name, sha256(convert_to(name, 'UTF8')), 0, 0, 0, 0, 0
  FROM missing
)
SELECT
  left(provider, 1000000),
  encode(provider_digest, 'hex'),
  labels,
  tags,
  images,
  policy -> 'withheld' ? tag_policy.provider_key(provider),
  surfacing_tags,
  surfacing_images
FROM provider
CROSS JOIN inventory
ORDER BY provider = ANY (named) DESC, tags DESC, images DESC, provider COLLATE "C"

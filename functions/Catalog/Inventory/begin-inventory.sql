-- $1  inventory_id
-- $2  catalog table
-- $3  providers that were asked for, or null
-- $4  images in a batch
-- $5  when the execution started
INSERT INTO tag_policy.inventory (inventory_id, catalog_table, asked_providers, batch_rows, started_at, policy)
SELECT $1, $2, $3, $4, $5,
  jsonb_build_object(
    'version', (SELECT version FROM tag_policy.compiled),
    'excluded', coalesce((SELECT jsonb_object_agg(name, list || ': ' || axis) FROM tag_policy.exclusion WHERE provider = ''), '{}'),
    'excludedOf', coalesce(
      (SELECT jsonb_object_agg(key, names)
       FROM (
         SELECT tag_policy.provider_key(provider) AS key, jsonb_object_agg(name, list || ': ' || axis) AS names
         FROM tag_policy.exclusion
         WHERE provider <> ''
         GROUP BY 1
       ) AS each),
      '{}'),
    'junk', coalesce((SELECT jsonb_object_agg(name, reason) FROM tag_policy.junk), '{}'),
    'named', coalesce((SELECT jsonb_object_agg(tag_policy.provider_key(provider), true) FROM tag_policy.provider_rule), '{}'),
    'withheld', coalesce((SELECT jsonb_object_agg(tag_policy.provider_key(provider), true) FROM tag_policy.provider_rule WHERE withheld), '{}'),
    'minAccuracy', coalesce(
      (SELECT jsonb_object_agg(key, least)
       FROM (
         SELECT tag_policy.provider_key(provider) AS key, max(min_accuracy) AS least
         FROM tag_policy.provider_rule
         WHERE min_accuracy IS NOT NULL
         GROUP BY 1
       ) AS each),
      '{}'))
ON CONFLICT (inventory_id) DO NOTHING

-- $1  inventory_id
-- $2  catalog table
-- $3  providers that were asked for, or null
-- $4  images in a batch
INSERT INTO tag_policy.inventory (inventory_id, catalog_table, asked_providers, batch_rows, providers, policy)
SELECT $1, $2, $3, $4,
  coalesce($3, (SELECT array_agg(provider ORDER BY provider) FROM tag_policy.provider_rule), '{}'),
  jsonb_build_object(
    'version', (SELECT version FROM tag_policy.compiled),
    'excluded', coalesce(
      (SELECT jsonb_object_agg(provider, names)
       FROM (SELECT provider, jsonb_object_agg(name, list || ': ' || axis) AS names FROM tag_policy.exclusion GROUP BY provider) AS each),
      '{}'),
    'junk', coalesce((SELECT jsonb_object_agg(name, reason) FROM tag_policy.junk), '{}'),
    'withheld', coalesce((SELECT jsonb_object_agg(provider, true) FROM tag_policy.provider_rule WHERE withheld), '{}'),
    'minAccuracy', coalesce(
      (SELECT jsonb_object_agg(provider, min_accuracy) FROM tag_policy.provider_rule WHERE min_accuracy IS NOT NULL), '{}'))
ON CONFLICT (inventory_id) DO NOTHING

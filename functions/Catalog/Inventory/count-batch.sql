-- $1  inventory_number, whose row is locked
-- $2  the image up to which all is counted
-- {after}    > or, for the first batch, >=
-- {buckets}  the counts by accuracy
--
-- Returns whether there may be more. A tag is judged as tag_policy.surfaced_tags does, but for the switch of its provider, and by the policy
-- that the inventory began with. The objects are joined to an empty one, so that they are unpacked once and not for each tag.
WITH inventory AS MATERIALIZED (
  SELECT
    ARRAY(SELECT tag_policy.provider_key(asked) FROM unnest(asked_providers) AS asked) AS asked,
    asked_providers IS NULL AS is_everything,
    batch_rows,
    (policy -> 'excluded') || '{}' AS excluded,
    (policy -> 'excludedOf') || '{}' AS excluded_of,
    (policy -> 'junk') || '{}' AS junk,
    (policy -> 'minAccuracy') || '{}' AS min_accuracy
  FROM tag_policy.inventory
  WHERE inventory_number = $1
),
batch AS MATERIALIZED (
  -- Here, once for each image: a look at large tags unpacks all of them.
  SELECT identifier, tags, jsonb_typeof(tags) AS tags_type
  FROM {catalog}
  WHERE identifier {after} $2
  ORDER BY identifier
  LIMIT (SELECT batch_rows FROM inventory)
),
element AS (
  SELECT
    identifier,
    tag,
    CASE
      WHEN tags_type <> 'array' THEN 'notAList'
      WHEN jsonb_typeof(tag) <> 'object' THEN 'notAnObject'
      WHEN coalesce(jsonb_typeof(tag -> 'provider'), 'null') NOT IN ('string', 'null') THEN 'oddProvider'
      WHEN coalesce(jsonb_typeof(tag -> 'name'), 'null') <> 'string' OR tag ->> 'name' = '' THEN 'noName'
      ELSE 'label'
    END AS kind,
    tag -> 'accuracy' AS accuracy
  FROM batch
  CROSS JOIN LATERAL jsonb_array_elements(CASE tags_type WHEN 'array' THEN tags ELSE jsonb_build_array(tags) END) AS element (tag)
  WHERE tags IS NOT NULL
  OFFSET 0 -- else each mention of a field would take it out of the tag again
),
named AS (
  SELECT
    identifier,
    kind,
    CASE WHEN kind IN ('label', 'noName') THEN coalesce(tag ->> 'provider', '') ELSE '' END AS provider,
    CASE WHEN kind IN ('label', 'noName') THEN tag_policy.provider_key(coalesce(tag ->> 'provider', '')) ELSE '' END AS provider_key,
    CASE kind WHEN 'label' THEN tag ->> 'name' ELSE '' END AS name,
    CASE kind WHEN 'label' THEN tag_policy.name_key(tag ->> 'name') ELSE '' END AS name_key,
    coalesce(jsonb_typeof(accuracy), 'null') AS accuracy_type,
    CASE jsonb_typeof(accuracy)
      WHEN 'number' THEN accuracy::numeric
      WHEN 'string' THEN CASE
        WHEN length(accuracy #>> '{}') <= 64 AND accuracy #>> '{}' ~ '^-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]{1,3})?$'
        THEN (accuracy #>> '{}')::numeric
      END
    END AS number
  FROM element
  OFFSET 0
),
judged AS MATERIALIZED (
  SELECT
    identifier,
    kind,
    provider,
    name,
    accuracy_type,
    CASE WHEN number BETWEEN 0 AND 1 THEN number END AS accuracy,
    CASE WHEN number BETWEEN 0 AND 1 THEN least(width_bucket(number, 0, 1, 20), 20) END AS bucket,
    CASE accuracy_type
      WHEN 'null' THEN NOT (SELECT min_accuracy FROM inventory) ? provider_key
      ELSE coalesce(number BETWEEN coalesce(((SELECT min_accuracy FROM inventory) -> provider_key)::numeric, 0.9) AND 1, false)
    END AS is_accurate,
    kind = 'label'
      AND strpos(name, ':') = 0
      AND strpos(name, '=') = 0
      AND NOT (SELECT excluded FROM inventory) ? name_key
      AND NOT coalesce(((SELECT excluded_of FROM inventory) -> provider_key) ? name_key, false)
      AND NOT (SELECT junk FROM inventory) ? name_key AS is_allowed
  FROM named
  WHERE (SELECT is_everything FROM inventory)
    OR kind IN ('label', 'noName') AND provider_key = ANY ((SELECT asked FROM inventory)::text[])
),
labels AS (
  INSERT INTO tag_policy.inventory_label AS former (
    inventory_number, provider, provider_digest, kind, name, name_digest, tags, images, accurate_tags, accurate_images, accuracies, without_accuracy,
    unreadable_accuracy, text_accuracy, least_accuracy, most_accuracy, examples)
  SELECT
    $1, provider, sha256(convert_to(provider, 'UTF8')), kind, name, sha256(convert_to(name, 'UTF8')),
    count(*),
    count(DISTINCT identifier),
    count(*) FILTER (WHERE is_accurate),
    count(DISTINCT identifier) FILTER (WHERE is_accurate),
    ARRAY[{buckets}],
    count(*) FILTER (WHERE accuracy_type = 'null'),
    count(*) FILTER (WHERE accuracy_type <> 'null' AND accuracy IS NULL),
    count(*) FILTER (WHERE accuracy_type = 'string' AND accuracy IS NOT NULL),
    min(accuracy),
    max(accuracy),
    (array_agg(DISTINCT identifier ORDER BY identifier))[:5]
  FROM judged
  GROUP BY provider, kind, name
  ON CONFLICT (inventory_number, provider_digest, kind, name_digest) DO UPDATE SET
    tags = former.tags + excluded.tags,
    images = former.images + excluded.images,
    accurate_tags = former.accurate_tags + excluded.accurate_tags,
    accurate_images = former.accurate_images + excluded.accurate_images,
    accuracies = ARRAY(
      SELECT earlier + later
      FROM unnest(former.accuracies, excluded.accuracies) WITH ORDINALITY AS bucket (earlier, later, position)
      ORDER BY position),
    without_accuracy = former.without_accuracy + excluded.without_accuracy,
    unreadable_accuracy = former.unreadable_accuracy + excluded.unreadable_accuracy,
    text_accuracy = former.text_accuracy + excluded.text_accuracy,
    least_accuracy = least(former.least_accuracy, excluded.least_accuracy),
    most_accuracy = greatest(former.most_accuracy, excluded.most_accuracy),
    -- Batches come in the order of identifiers.
    examples = (former.examples || excluded.examples)[:5]
),
totals AS (
  INSERT INTO tag_policy.inventory_provider AS former (
    inventory_number, provider, provider_digest, tags, images, surfacing_tags, surfacing_images)
  SELECT
    $1,
    provider,
    sha256(convert_to(provider, 'UTF8')),
    count(*),
    count(DISTINCT identifier),
    count(*) FILTER (WHERE is_allowed AND is_accurate),
    count(DISTINCT identifier) FILTER (WHERE is_allowed AND is_accurate)
  FROM judged
  WHERE kind IN ('label', 'noName')
  GROUP BY provider
  ON CONFLICT (inventory_number, provider_digest) DO UPDATE SET
    tags = former.tags + excluded.tags,
    images = former.images + excluded.images,
    surfacing_tags = former.surfacing_tags + excluded.surfacing_tags,
    surfacing_images = former.surfacing_images + excluded.surfacing_images
)
UPDATE tag_policy.inventory
SET
  last_identifier = coalesce((SELECT identifier FROM batch ORDER BY identifier DESC LIMIT 1), last_identifier),
  rows_read = rows_read + counted.rows,
  tagged_rows = tagged_rows + counted.tagged,
  tags_read = tags_read + counted.tags,
  committed_at = clock_timestamp(),
  counted_at = CASE WHEN counted.rows < batch_rows THEN clock_timestamp() END
FROM (
  SELECT count(*) AS rows, count(*) FILTER (WHERE tags > 0) AS tagged, coalesce(sum(tags), 0) AS tags
  FROM (SELECT CASE WHEN tags IS NULL THEN 0 WHEN tags_type = 'array' THEN jsonb_array_length(tags) ELSE 1 END AS tags FROM batch) AS image
) AS counted
WHERE inventory_number = $1
RETURNING counted_at IS NULL

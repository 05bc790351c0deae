-- $1  inventory_number
--
-- All that was counted: labels by provider and the most frequent first, then odd tags, each with the rules that it meets. What is longer than
-- a million characters is cut: the database may hold text that would not fit the memory of whoever reads it.
SELECT
  left(provider, 1000000),
  encode(provider_digest, 'hex'),
  policy -> 'withheld' ? provider_key,
  kind,
  left(name, 1000000),
  tags,
  images,
  accurate_tags,
  accurate_images,
  accuracies,
  without_accuracy,
  unreadable_accuracy,
  text_accuracy,
  trim_scale(round(least_accuracy, 16)),
  trim_scale(round(most_accuracy, 16)),
  examples,
  coalesce(policy -> 'excluded' ->> folded, policy -> 'excludedOf' -> provider_key ->> folded),
  coalesce(
    policy -> 'junk' ->> folded,
    CASE WHEN strpos(name, ':') > 0 THEN 'has a colon' WHEN strpos(name, '=') > 0 THEN 'has an equals sign' END)
FROM tag_policy.inventory_label
JOIN tag_policy.inventory USING (inventory_number)
CROSS JOIN LATERAL (SELECT tag_policy.name_key(name) AS folded, tag_policy.provider_key(provider) AS provider_key) AS folding
WHERE inventory_number = $1
ORDER BY
  kind <> 'label',
  kind = 'noName',
  CASE kind WHEN 'label' THEN provider END COLLATE "C",
  tags DESC,
  images DESC,
  name COLLATE "C",
  provider COLLATE "C",
  kind

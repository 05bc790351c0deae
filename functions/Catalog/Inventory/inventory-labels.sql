-- $1  inventory_number
--
-- All that was counted, labels by provider and the most frequent first, then odd tags, each with the rule on names that it meets.
SELECT
  provider,
  kind,
  name,
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
  coalesce(policy -> 'excluded' -> '' ->> folded, policy -> 'excluded' -> provider ->> folded),
  coalesce(
    policy -> 'junk' ->> folded,
    CASE WHEN strpos(name, ':') > 0 THEN 'has a colon' WHEN strpos(name, '=') > 0 THEN 'has an equals sign' END)
FROM tag_policy.inventory_label
JOIN tag_policy.inventory USING (inventory_number)
CROSS JOIN LATERAL (SELECT lower(name COLLATE "C") AS folded) AS folding
WHERE inventory_number = $1
ORDER BY kind <> 'label', provider COLLATE "C", tags DESC, images DESC, name COLLATE "C", kind

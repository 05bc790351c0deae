-- Which labels the catalog has, as an inventory found them. Its own tables, beside the policy that it helps to decide on.

CREATE TABLE IF NOT EXISTS tag_policy.inventory (
  inventory_number bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  inventory_id     text        NOT NULL UNIQUE,
  catalog_table    text        NOT NULL,
  asked_providers  text[],
  batch_rows       integer     NOT NULL,
  started_at       timestamptz NOT NULL,
  policy           jsonb       NOT NULL,
  last_identifier  uuid,
  rows_read        bigint      NOT NULL DEFAULT 0,
  tagged_rows      bigint      NOT NULL DEFAULT 0,
  tags_read        bigint      NOT NULL DEFAULT 0,
  committed_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  counted_at       timestamptz
);

COMMENT ON TABLE tag_policy.inventory IS
  'One row an inventory. asked_providers: null where none were named, and all are counted. started_at: when its execution started. policy: the '
  'rules as they were when it began, by which all of it is judged. last_identifier: the image up to which it has counted. tagged_rows: images '
  'that have any tag. tags_read: all elements of their tags, whoever gave them; tags that are no list are one. counted_at: when it had counted all.';

-- Names may be longer than an index takes, hence the digests. Counting updates rows and never a key: the space left in each page keeps the
-- index out of it.
CREATE TABLE IF NOT EXISTS tag_policy.inventory_provider (
  inventory_number bigint NOT NULL REFERENCES tag_policy.inventory ON DELETE CASCADE,
  provider         text   NOT NULL,
  provider_digest  bytea  NOT NULL,
  tags             bigint NOT NULL,
  images           bigint NOT NULL,
  surfacing_tags   bigint NOT NULL,
  surfacing_images bigint NOT NULL,
  PRIMARY KEY (inventory_number, provider_digest)
) WITH (fillfactor = 50);

COMMENT ON TABLE tag_policy.inventory_provider IS
  'One row a provider, exactly as it stands in the catalog; empty for tags that name none. surfacing: what is shown of it where it is not '
  'withheld, all other rules standing.';

CREATE TABLE IF NOT EXISTS tag_policy.inventory_label (
  inventory_number    bigint   NOT NULL REFERENCES tag_policy.inventory ON DELETE CASCADE,
  provider            text     NOT NULL,
  provider_digest     bytea    NOT NULL,
  kind                text     NOT NULL CHECK (kind IN ('label', 'noName', 'oddProvider', 'notAnObject', 'notAList')),
  name                text     NOT NULL,
  name_digest         bytea    NOT NULL,
  tags                bigint   NOT NULL,
  images              bigint   NOT NULL,
  accurate_tags       bigint   NOT NULL,
  accurate_images     bigint   NOT NULL,
  accuracies          bigint[] NOT NULL,
  without_accuracy    bigint   NOT NULL,
  unreadable_accuracy bigint   NOT NULL,
  text_accuracy       bigint   NOT NULL,
  least_accuracy      numeric,
  most_accuracy       numeric,
  examples            uuid[]   NOT NULL,
  PRIMARY KEY (inventory_number, provider_digest, kind, name_digest)
) WITH (fillfactor = 50);

COMMENT ON TABLE tag_policy.inventory_label IS
  'One row for each name of a provider, exactly as it stands in the catalog, and one for each kind of odd tag: noName, of which the provider is '
  'known; oddProvider, whose provider is no text, notAnObject and notAList (tags that are no list), of which it is not. accurate: tags that '
  'the rules on accuracy let through. accuracies: 20 counts, of [0, 0.05) up to [0.95, 1]. text_accuracy: accuracies that are text and can be '
  'read; they are counted like numbers. unreadable_accuracy: no number from 0 to 1. examples: the first five images by identifier.';

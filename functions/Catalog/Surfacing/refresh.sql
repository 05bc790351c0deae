-- What is known of refreshes, which bring what the API may show into its own tables.
CREATE TABLE IF NOT EXISTS tag_policy.refresh (
  refresh_id      text        PRIMARY KEY,
  source_table    text        NOT NULL,
  target_table    text        NOT NULL,
  dry_run         boolean     NOT NULL,
  batch_rows      integer     NOT NULL,
  started_at      timestamptz NOT NULL,
  policy_version  bigint      NOT NULL,
  last_identifier uuid,
  all_read        boolean     NOT NULL DEFAULT false,
  rows_read       bigint      NOT NULL DEFAULT 0,
  rows_changed    bigint      NOT NULL DEFAULT 0,
  tags_appeared   bigint      NOT NULL DEFAULT 0,
  tags_vanished   bigint      NOT NULL DEFAULT 0,
  rows_missing    bigint      NOT NULL DEFAULT 0,
  rows_orphaned   bigint      NOT NULL DEFAULT 0,
  committed_at    timestamptz,
  finished_at     timestamptz,
  policy_changed  boolean
);

COMMENT ON TABLE tag_policy.refresh IS
  'One row for each refresh, that of a dry run too. All rows of source_table and of target_table up to last_identifier have been read, and '
  'what came of them was committed with it. policy_changed: the policy at the end was not the one it began with, so another refresh is due.';

CREATE TABLE IF NOT EXISTS tag_policy.refresh_postponed (
  refresh_id   text        NOT NULL REFERENCES tag_policy.refresh ON DELETE CASCADE,
  identifier   uuid        NOT NULL,
  tried_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  locked_since timestamptz,
  PRIMARY KEY (refresh_id, identifier),
  UNIQUE (refresh_id, tried_at, identifier)
);

COMMENT ON TABLE tag_policy.refresh_postponed IS 'Rows that somebody else held when their turn came, and that are still to be refreshed.';

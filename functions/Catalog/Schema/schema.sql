-- The ingestion's own tables. They live in the catalog's database, so that a chunk of rows and the note that it was taken
-- commit together. Run at the start of every plan: each statement leaves alone what is there, and takes no lock on it that a worker's
-- transaction could hold up (ALTER TABLE would, and CREATE INDEX, even where there is nothing to do).

CREATE SCHEMA IF NOT EXISTS label_ingest;

CREATE TABLE IF NOT EXISTS label_ingest.run (
  run_number       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id           text        NOT NULL UNIQUE,
  source_bucket    text        NOT NULL,
  source_key       text        NOT NULL,
  source_etag      text        NOT NULL,
  source_version   text,
  source_size      bigint      NOT NULL,
  catalog_table    text        NOT NULL,
  provider         text        NOT NULL,
  dry_run          boolean     NOT NULL,
  settings         jsonb       NOT NULL,
  shards           bigint      NOT NULL,
  started_at       timestamptz NOT NULL,
  planned_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Set when the merge is planned: distinct images among the staged rows, and those of them that the catalog has.
  images           bigint,
  matched          bigint,
  merge_planned_at timestamptz,
  finished_at      timestamptz,
  -- Set when an unfinished run is given up and its tables are removed.
  expired_at       timestamptz,
  -- No batch of the run is merged once its undo has begun, and none of another run of the provider until it has ended.
  undo_started_at  timestamptz,
  undone_at        timestamptz
);

COMMENT ON TABLE label_ingest.run IS 'One row for each ingestion of a label file. run_id is the name of the Step Functions execution.';

CREATE TABLE IF NOT EXISTS label_ingest.shard_part (
  run_number   bigint      NOT NULL REFERENCES label_ingest.run ON DELETE CASCADE,
  shard        bigint      NOT NULL,
  first_byte   bigint      NOT NULL,
  next_byte    bigint      NOT NULL,
  done         boolean     NOT NULL,
  records      bigint      NOT NULL,
  labels       bigint      NOT NULL,
  empty        bigint      NOT NULL,
  rejected     bigint      NOT NULL,
  staged       bigint      NOT NULL,
  committed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (run_number, shard, first_byte)
);

COMMENT ON TABLE label_ingest.shard_part IS
  'One row for each chunk of a shard, committed together with the chunk''s rows: bytes first_byte up to next_byte are accounted for. '
  'The last chunk of a shard is done.';

CREATE TABLE IF NOT EXISTS label_ingest.reject (
  run_number    bigint NOT NULL REFERENCES label_ingest.run ON DELETE CASCADE,
  byte_offset   bigint NOT NULL,
  byte_length   bigint NOT NULL,
  reason        text   NOT NULL,
  object_key    text   NOT NULL,
  object_offset bigint NOT NULL,
  PRIMARY KEY (run_number, byte_offset)
);

COMMENT ON TABLE label_ingest.reject IS
  'One row for each line that could not be read: where it stands in the source, why, and where the line itself is kept in the '
  'results bucket.';

CREATE TABLE IF NOT EXISTS label_ingest.shard_statistics (
  run_number bigint NOT NULL REFERENCES label_ingest.run ON DELETE CASCADE,
  shard      bigint NOT NULL,
  first_byte bigint NOT NULL,
  statistics bytea  NOT NULL,
  PRIMARY KEY (run_number, shard, first_byte)
);

COMMENT ON TABLE label_ingest.shard_statistics IS
  'What is in the records of each chunk, whatever was filtered: committed together with the chunk''s row in shard_part, and gone once it '
  'is summed in run_statistics.';

CREATE TABLE IF NOT EXISTS label_ingest.run_statistics (
  run_number bigint PRIMARY KEY REFERENCES label_ingest.run ON DELETE CASCADE,
  statistics bytea  NOT NULL
);

COMMENT ON TABLE label_ingest.run_statistics IS
  'What is in the records of a run''s source, whatever was filtered. A run that was begun before this was counted has no row.';

CREATE TABLE IF NOT EXISTS label_ingest.dry_run (
  run_number     bigint      PRIMARY KEY REFERENCES label_ingest.run ON DELETE CASCADE,
  -- Records of the sample, the images in them, and the sum of the squares of how many records each image has.
  sampled        bigint      NOT NULL,
  images         bigint      NOT NULL,
  squares        numeric     NOT NULL,
  matched        bigint      NOT NULL,
  changed        bigint      NOT NULL,
  sample_bytes   bigint      NOT NULL,
  -- Of so many changed images: their tags as they are stored, and a table of their rows with its indexes, before and after an update.
  rehearsed      bigint      NOT NULL,
  tags_before    bigint      NOT NULL,
  tags_after     bigint      NOT NULL,
  table_before   bigint      NOT NULL,
  table_after    bigint      NOT NULL,
  compared_at    timestamptz NOT NULL DEFAULT clock_timestamp()
);

COMMENT ON TABLE label_ingest.dry_run IS
  'One row for each dry run: what became of a sample of its images when they were compared with the catalog. Sizes are in bytes.';

CREATE TABLE IF NOT EXISTS label_ingest.merge_planning (
  run_number   bigint      PRIMARY KEY REFERENCES label_ingest.run ON DELETE CASCADE,
  step         text        NOT NULL,
  next_block   bigint      NOT NULL,
  end_block    bigint      NOT NULL,
  gathered     bigint      NOT NULL DEFAULT 0,
  images       bigint,
  planned      bigint      NOT NULL DEFAULT 0,
  -- Catalog rows that were written by this transaction or later are looked up by their key.
  horizon      xid8,
  committed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

COMMENT ON TABLE label_ingest.merge_planning IS
  'How far the plan of each merge is: the step, the next page of the table that the step goes through, and what was found so far. '
  'Each piece of a step commits together with this.';

CREATE TABLE IF NOT EXISTS label_ingest.merge_part (
  run_number     bigint      NOT NULL REFERENCES label_ingest.run ON DELETE CASCADE,
  part           integer     NOT NULL,
  first_position bigint      NOT NULL,
  last_position  bigint      NOT NULL,
  merged_through bigint      NOT NULL,
  changed        bigint      NOT NULL DEFAULT 0,
  committed_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (run_number, part)
);

COMMENT ON TABLE label_ingest.merge_part IS
  'One row for each worker''s share of the merge plan. Positions up to merged_through are in the catalog: each batch commits '
  'together with that number.';

CREATE TABLE IF NOT EXISTS label_ingest.postponed (
  run_number   bigint      NOT NULL REFERENCES label_ingest.run ON DELETE CASCADE,
  position     bigint      NOT NULL,
  part         integer     NOT NULL,
  postponed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  tried_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  locked_since timestamptz,
  PRIMARY KEY (run_number, position),
  UNIQUE (run_number, part, tried_at, position)
);

COMMENT ON TABLE label_ingest.postponed IS
  'One row for each catalog row that somebody else held when its batch was merged. It goes when the row has been taken up again. '
  'locked_since is when that was first tried in vain.';

-- Numbers the changes of images in their order: taken when the image's row is ours, so of two changes of one image the later has the
-- greater number. Without a cache, which would hand numbers out to sessions in advance.
CREATE SEQUENCE IF NOT EXISTS label_ingest.change_order CACHE 1;

CREATE TABLE IF NOT EXISTS label_ingest.undo (
  run_number     bigint      PRIMARY KEY REFERENCES label_ingest.run ON DELETE CASCADE,
  blocks         bigint      NOT NULL,
  undone_through bigint      NOT NULL DEFAULT 0,
  restored       bigint      NOT NULL DEFAULT 0,
  committed_at   timestamptz NOT NULL DEFAULT clock_timestamp()
);

COMMENT ON TABLE label_ingest.undo IS
  'One row for each run that is taken back, or has been. Of the blocks of what it remembered those before undone_through are settled: '
  'each batch commits together with that number. restored counts the images whose tags were written.';

CREATE TABLE IF NOT EXISTS label_ingest.undo_postponed (
  run_number   bigint      NOT NULL REFERENCES label_ingest.run ON DELETE CASCADE,
  identifier   uuid        NOT NULL,
  remembered   tid         NOT NULL,
  postponed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  tried_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  locked_since timestamptz,
  PRIMARY KEY (run_number, identifier),
  UNIQUE (run_number, tried_at, identifier)
);

COMMENT ON TABLE label_ingest.undo_postponed IS
  'One row for each image that somebody else held when its batch was taken back. It goes when the image has been taken up again. '
  'locked_since is when that was first tried in vain.';

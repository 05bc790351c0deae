-- What the API may show. Curators change three tables; each change is recorded, and compiled in the same transaction into the one row that
-- surfaced_tags reads. Each statement leaves alone what is there, and takes no lock on it that a long query could hold up.

-- IF NOT EXISTS would ask for the right to create schemas even where there is nothing to create.
DO $$
BEGIN
  IF to_regnamespace('tag_policy') IS NULL THEN
    CREATE SCHEMA tag_policy;
  END IF;
END
$$;

-- The two ways to compare are one expression each, so that they become part of the statement that calls them. The collation makes them the
-- same in every database. The Kelvin sign is the one letter beyond ASCII of which the lower case, as the ingestion spells names, is in it.
CREATE OR REPLACE FUNCTION tag_policy.name_key(name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT lower(replace(name, E'\u212A', 'k') COLLATE "C")
$$;

COMMENT ON FUNCTION tag_policy.name_key IS 'A name as the rules compare it: A to Z and the Kelvin sign in lower case, all else as it is.';

CREATE OR REPLACE FUNCTION tag_policy.provider_key(provider text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT lower(btrim(provider, E' \t\n\r\f\x0B') COLLATE "C")
$$;

COMMENT ON FUNCTION tag_policy.provider_key IS
  'A provider''s name as the rules compare it: without white space of ASCII at its ends, A to Z in lower case, all else as it is.';

CREATE TABLE IF NOT EXISTS tag_policy.provider_rule (
  provider     text    PRIMARY KEY CHECK (provider = tag_policy.provider_key(provider)),
  withheld     boolean NOT NULL,
  min_accuracy numeric CHECK (min_accuracy BETWEEN 0 AND 1),
  note         text
);

COMMENT ON TABLE tag_policy.provider_rule IS
  'provider: as provider_key gives it, so that no two rules meet the same tags. withheld: no tag of the provider is shown. min_accuracy: the provider is a machine, of whose tags only those are shown that have at '
  'least this accuracy; null: tags without an accuracy are shown, and others from 0.9.';

CREATE TABLE IF NOT EXISTS tag_policy.exclusion (
  name     text NOT NULL CHECK (name <> '' AND name = tag_policy.name_key(name)),
  provider text NOT NULL DEFAULT '' CHECK (provider = tag_policy.provider_key(provider)),
  list     text NOT NULL,
  axis     text NOT NULL,
  reason   text NOT NULL,
  PRIMARY KEY (name, provider)
);

COMMENT ON TABLE tag_policy.exclusion IS
  'Names, as name_key gives them, that are not shown because of what they say of people. provider, as provider_key gives it; '''': whoever '
  'gave them.';

CREATE TABLE IF NOT EXISTS tag_policy.junk (
  name   text PRIMARY KEY CHECK (name <> '' AND name = tag_policy.name_key(name)),
  reason text NOT NULL
);

COMMENT ON TABLE tag_policy.junk IS
  'Names, as name_key gives them, that say nothing of what is seen. Any name with '':'' or ''='' is junk without being listed.';

CREATE TABLE IF NOT EXISTS tag_policy.change (
  id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  changed_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  changed_by    text        NOT NULL,
  approved_by   text[],
  database_role text        NOT NULL DEFAULT session_user,
  subject       text        NOT NULL,
  key           text        NOT NULL,
  before        jsonb,
  after         jsonb
);

COMMENT ON TABLE tag_policy.change IS
  'One row for each row that was added (no before), changed or removed (no after) in the table that subject names. changed_by is the '
  'setting tag_policy.changed_by, or else the role that was logged in; approved_by are those whom a publication named. The version of a policy is the id of its latest change.';

CREATE TABLE IF NOT EXISTS tag_policy.compiled (
  only_row     boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  version      bigint  NOT NULL DEFAULT 0,
  hidden       jsonb   NOT NULL DEFAULT '{}',
  hidden_of    jsonb   NOT NULL DEFAULT '{}',
  withheld     jsonb   NOT NULL DEFAULT '{}',
  min_accuracy jsonb   NOT NULL DEFAULT '{}'
);

COMMENT ON TABLE tag_policy.compiled IS
  'The policy as surfaced_tags reads it, objects for the sake of their keys: names that are hidden whoever gave them; for a provider, '
  'names that are hidden of it; providers that are withheld; for a provider, its minimum accuracy.';

INSERT INTO tag_policy.compiled DEFAULT VALUES ON CONFLICT DO NOTHING;

-- A table of one row is never analyzed by itself, and is taken for one of hundreds: a short statement over surfaced then looks long.
DO $$
BEGIN
  IF (SELECT reltuples < 1 FROM pg_catalog.pg_class WHERE oid = 'tag_policy.compiled'::regclass) THEN
    ANALYZE tag_policy.compiled;
  END IF;
END
$$;

-- One writer at a time, so that versions come in the order of commits and no compilation misses another's rows.
CREATE OR REPLACE FUNCTION tag_policy.await_turn() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    RAISE EXCEPTION 'tag_policy.% cannot be truncated: DELETE records each row.', TG_TABLE_NAME USING ERRCODE = 'feature_not_supported';
  END IF;
  PERFORM FROM tag_policy.compiled FOR UPDATE;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION tag_policy.record_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  former jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  latter jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
  either jsonb := coalesce(latter, former);
BEGIN
  IF former IS DISTINCT FROM latter THEN
    INSERT INTO tag_policy.change (changed_by, approved_by, subject, key, before, after)
    VALUES (
      coalesce(nullif(current_setting('tag_policy.changed_by', true), ''), session_user),
      nullif(current_setting('tag_policy.approved_by', true), '')::text[],
      TG_TABLE_NAME,
      coalesce(either ->> 'name', either ->> 'provider'),
      former,
      latter);
  END IF;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION tag_policy.compile() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE tag_policy.compiled
  SET
    version = latest.version,
    hidden = coalesce(
      (SELECT jsonb_object_agg(name, true)
       FROM (SELECT name FROM tag_policy.exclusion WHERE provider = '' UNION SELECT name FROM tag_policy.junk) AS names),
      '{}'),
    hidden_of = coalesce(
      (SELECT jsonb_object_agg(provider, names)
       FROM (
         SELECT provider, jsonb_object_agg(name, true) AS names FROM tag_policy.exclusion WHERE provider <> '' GROUP BY provider
       ) AS each),
      '{}'),
    withheld = coalesce((SELECT jsonb_object_agg(provider, true) FROM tag_policy.provider_rule WHERE provider_rule.withheld), '{}'),
    min_accuracy = coalesce(
      (SELECT jsonb_object_agg(provider, provider_rule.min_accuracy)
       FROM tag_policy.provider_rule WHERE provider_rule.min_accuracy IS NOT NULL),
      '{}')
  FROM (SELECT max(id) AS version FROM tag_policy.change) AS latest
  WHERE compiled.version <> latest.version;
  RETURN NULL;
END
$$;

-- CREATE OR REPLACE TRIGGER would lock the table even where there is nothing to do.
DO $$
DECLARE
  rules regclass;
BEGIN
  FOREACH rules IN ARRAY ARRAY['tag_policy.provider_rule', 'tag_policy.exclusion', 'tag_policy.junk']::regclass[] LOOP
    CONTINUE WHEN EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = rules AND tgname = 'compile');
    EXECUTE format(
      'CREATE TRIGGER await_turn BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON %s
       FOR EACH STATEMENT EXECUTE FUNCTION tag_policy.await_turn()', rules);
    EXECUTE format(
      'CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON %s
       FOR EACH ROW EXECUTE FUNCTION tag_policy.record_change()', rules);
    EXECUTE format(
      'CREATE TRIGGER compile AFTER INSERT OR UPDATE OR DELETE ON %s
       FOR EACH STATEMENT EXECUTE FUNCTION tag_policy.compile()', rules);
  END LOOP;
END
$$;

-- A function of rows, because such a one becomes part of the statement that calls it: the policy is read once for the statement, and not
-- for each row. Cheap tests come first, and what is cheap to say of few tags last.
CREATE OR REPLACE FUNCTION tag_policy.surfaced(catalog_tags jsonb) RETURNS TABLE (tags jsonb)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 AS $$
SELECT CASE
  WHEN catalog_tags IS NULL THEN NULL
  WHEN jsonb_typeof(catalog_tags) <> 'array' THEN '[]'
  ELSE to_jsonb(ARRAY(
    SELECT tag
    -- OFFSET 0 keeps the fields from being taken out of the tag again wherever they are named.
    FROM (
      SELECT tag, position, lower((tag ->> 'name') COLLATE "C") AS name,
             coalesce(tag_policy.provider_key(tag ->> 'provider'), '') AS provider, tag -> 'accuracy' AS accuracy
      FROM jsonb_array_elements(catalog_tags) WITH ORDINALITY AS element (tag, position)
      OFFSET 0
    ) AS field
    WHERE NOT (SELECT withheld || '{}' FROM tag_policy.compiled) ? provider
      AND name <> ''
      -- Joined to nothing, an object is unpacked once, and not at each look.
      AND NOT (SELECT hidden || '{}' FROM tag_policy.compiled) ? name
      AND ((SELECT hidden_of = '{}' FROM tag_policy.compiled)
           OR NOT coalesce(((SELECT hidden_of || '{}' FROM tag_policy.compiled) -> provider) ? name, false))
      AND strpos(name, ':') = 0
      AND strpos(name, '=') = 0
      AND CASE jsonb_typeof(accuracy)
        WHEN 'number' THEN
          accuracy::numeric BETWEEN coalesce(((SELECT min_accuracy || '{}' FROM tag_policy.compiled) -> provider)::numeric, 0.9) AND 1
        WHEN 'string' THEN CASE
          -- The length keeps the number within what numeric can hold.
          WHEN length(accuracy #>> '{}') <= 64 AND accuracy #>> '{}' ~ '^-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]{1,3})?$' THEN
            (accuracy #>> '{}')::numeric BETWEEN coalesce(((SELECT min_accuracy || '{}' FROM tag_policy.compiled) -> provider)::numeric, 0.9) AND 1
          ELSE false
        END
        ELSE coalesce(jsonb_typeof(accuracy), 'null') = 'null'
          AND NOT (SELECT min_accuracy || '{}' FROM tag_policy.compiled) ? provider
      END
      -- To look for the sign is all that name_key costs most names that are shown, and none of the others pay.
      AND (strpos(name, E'\u212A') = 0
           OR NOT (SELECT hidden || '{}' FROM tag_policy.compiled) ? tag_policy.name_key(name)
           AND NOT coalesce(((SELECT hidden_of || '{}' FROM tag_policy.compiled) -> provider) ? tag_policy.name_key(name), false))
      AND jsonb_typeof(tag -> 'name') = 'string'
      AND coalesce(jsonb_typeof(tag -> 'provider'), 'null') IN ('string', 'null')
    ORDER BY position
  ))
END
$$;

COMMENT ON FUNCTION tag_policy.surfaced IS
  'The tags that the API may show, unchanged and in their order; always one row. Nothing that a tag holds makes it fail. For many rows: '
  'FROM image CROSS JOIN LATERAL tag_policy.surfaced(image.tags).';

CREATE OR REPLACE FUNCTION tag_policy.surfaced_tags(tags jsonb) RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (SELECT surfaced.tags FROM tag_policy.surfaced(surfaced_tags.tags) AS surfaced);

COMMENT ON FUNCTION tag_policy.surfaced_tags IS 'The same as a value. For many rows surfaced is several times faster.';

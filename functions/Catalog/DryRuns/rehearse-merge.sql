-- Copies of the rows that would change, with the indexes of the catalog, so that an update of them takes of them what it would take of the
-- catalog.
CREATE UNLOGGED TABLE {rehearsal} (LIKE {catalog} INCLUDING STORAGE INCLUDING COMPRESSION INCLUDING INDEXES) WITH (autovacuum_enabled = false);

INSERT INTO {rehearsal}
SELECT image.*
FROM (SELECT identifier FROM {compared} WHERE differs LIMIT {limit}) AS changed
JOIN {catalog} AS image USING (identifier);

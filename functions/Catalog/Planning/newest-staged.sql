-- Of the staged rows of one image the last in the file counts. Where an earlier run of the same file has given an image these very tags, its
-- row of then is noted: as long as that is the image's row, there is nothing to do.
-- {before}  identifier, version and digest of what that run wrote, or nothing
CREATE UNLOGGED TABLE {newest} WITH (autovacuum_enabled = false) AS
SELECT DISTINCT ON (identifier) identifier, gathered.staged, before.version AS settled
FROM {gathered} AS gathered
LEFT JOIN ({before}) AS before USING (identifier, digest)
ORDER BY identifier, gathered.byte_offset DESC;

CREATE UNIQUE INDEX ON {newest} (identifier);

ANALYZE {newest};

DROP TABLE {gathered};

CREATE UNLOGGED TABLE {plan} (position bigint NOT NULL, identifier uuid NOT NULL, staged tid NOT NULL, settled xid)
WITH (autovacuum_enabled = false);

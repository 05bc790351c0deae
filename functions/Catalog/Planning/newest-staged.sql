-- Of the staged rows of one image the last in the file counts.
CREATE UNLOGGED TABLE {newest} WITH (autovacuum_enabled = false) AS
SELECT DISTINCT ON (identifier) identifier, staged
FROM {gathered}
ORDER BY identifier, byte_offset DESC;

CREATE UNIQUE INDEX ON {newest} (identifier);

ANALYZE {newest};

DROP TABLE {gathered};

CREATE UNLOGGED TABLE {plan} (position bigint NOT NULL, identifier uuid NOT NULL, staged tid NOT NULL) WITH (autovacuum_enabled = false);

-- Which staged row goes to which image: of the rows of one image the last in the file, in the physical order of the catalog, so
-- that its pages are read and written one after the other, and by no two workers. One statement and so one snapshot: a row that
-- somebody moves meanwhile is neither missed nor taken twice.
CREATE TEMPORARY TABLE newest ON COMMIT DROP AS
SELECT DISTINCT ON (identifier) identifier, ctid AS staged
FROM {staging}
ORDER BY identifier, byte_offset DESC;

ANALYZE newest;

CREATE UNLOGGED TABLE {plan} WITH (autovacuum_enabled = false) AS
SELECT row_number() OVER (ORDER BY image.ctid) AS position, newest.identifier, newest.staged
FROM newest
JOIN {catalog} AS image USING (identifier);

CREATE UNIQUE INDEX ON {plan} (position);

ANALYZE {plan};

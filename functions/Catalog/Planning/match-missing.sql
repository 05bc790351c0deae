-- $1  positions given so far
INSERT INTO {plan} (position, identifier, staged, settled)
SELECT $1 + row_number() OVER (ORDER BY image.ctid), missing.identifier, missing.staged, missing.settled
FROM {missing} AS missing
JOIN {catalog} AS image USING (identifier)
WHERE missing.ctid >= '({first},0)' AND missing.ctid < '({end},0)';

-- Images without a position: most are not in the catalog, some were changed while it was read.
ANALYZE {plan};

CREATE UNLOGGED TABLE {missing} WITH (autovacuum_enabled = false) AS
SELECT newest.identifier, newest.staged, newest.settled
FROM {newest} AS newest
WHERE NOT EXISTS (SELECT FROM {plan} AS plan WHERE plan.identifier = newest.identifier);

ANALYZE {missing};

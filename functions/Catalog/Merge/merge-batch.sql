-- $1, $2  first and last position of the batch
-- $3      the provider, as a JSON string
-- $4      a tag of that provider in an array: what tags must contain to have one
-- $5      replace all tags of the provider, not just those of the same name
--
-- An image's tags stay in their order, without those that the new ones replace; the new ones follow in file order. An element that
-- is odd (no provider, no name, no object at all) equals nothing and stays. Where nothing can be replaced, appending is enough: most
-- images have no tag of this provider yet. A row whose tags come out equal is not written.
WITH batch AS MATERIALIZED (
  SELECT plan.identifier, staging.tags
  FROM {plan} AS plan
  JOIN {staging} AS staging ON staging.ctid = plan.staged AND staging.identifier = plan.identifier
  WHERE plan.position BETWEEN $1 AND $2
  ORDER BY plan.position
),
changed AS (
  UPDATE {catalog} AS image
  SET tags = {merged}, updated_on = now()
  FROM batch
  WHERE image.identifier = batch.identifier AND image.tags IS DISTINCT FROM {merged}
  RETURNING 1
)
SELECT (SELECT count(*) FROM batch), (SELECT count(*) FROM changed);

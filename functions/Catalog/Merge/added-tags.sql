-- The hash of each of a batch row's tags, by which an undo knows it again.
ARRAY(SELECT jsonb_hash(jsonb_path_query(batch.tags, '$[*]')))

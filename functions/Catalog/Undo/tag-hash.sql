-- The number by which a run noted one of its tags; null for what no run has written like that. The same accuracy may be written with more
-- zeros meanwhile.
CASE
  WHEN jsonb_typeof(present.tag -> 'name') = 'string' AND jsonb_typeof(present.tag -> 'accuracy') = 'number'
    AND present.tag = jsonb_build_object('name', present.tag -> 'name', 'accuracy', present.tag -> 'accuracy', 'provider', $3)
  THEN int4send(hashtext(present.tag ->> 'name') # hashtext(trim_scale((present.tag ->> 'accuracy')::numeric)::text))
END

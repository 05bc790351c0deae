-- The hash of one of an image's tags as a run noted it: of its text, in which the accuracy is written as the run wrote it, without needless
-- zeros. Another way to write the same number is no change.
int4send(hashtext((
  CASE jsonb_typeof(present.tag -> 'accuracy')
    WHEN 'number' THEN present.tag || jsonb_build_object('accuracy', trim_scale((present.tag ->> 'accuracy')::numeric))
    ELSE present.tag
  END)::text))

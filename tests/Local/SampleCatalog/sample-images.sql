-- One image for each identifier in "wanted", about 1 kB a row, with the tags that a catalog has before machine labels come in:
-- none at all, an empty list, what people wrote, what another machine found, and what an earlier run left behind.
-- $1  share of the images that exist, 0 to 1
INSERT INTO {table} (
  identifier, created_on, updated_on, ingestion_type, provider, source, foreign_identifier, foreign_landing_url, url, thumbnail, width,
  height, filesize, license, license_version, creator, creator_url, title, meta_data, tags, watermarked, last_synced_with_source,
  removed_from_source, filetype, category, standardized_popularity)
SELECT identifier, '2020-05-01', '2023-05-01', 'provider_api', 'flickr', 'flickr', identifier, 'https://photos.example.org/photo/' || identifier,
       'https://live.photos.example.org/' || identifier || '_b.jpg', 'https://live.photos.example.org/' || identifier || '_m.jpg',
       1024, 683, 204800, 'by', '2.0', 'Creator ' || hash % 5000, 'https://photos.example.org/people/' || hash % 5000,
       'Photograph ' || hash,
       jsonb_build_object('views', hash % 1000, 'pub_date', '1588291200', 'date_taken', '2020-04-30 12:00:00',
                          'license_url', 'https://creativecommons.org/licenses/by/2.0/', 'description', repeat(md5(identifier::text), 6)),
       CASE hash % 10
         WHEN 0 THEN NULL
         WHEN 1 THEN '[]'
         WHEN 2 THEN jsonb_build_array(
           jsonb_build_object('name', 'outdoors', 'accuracy', 0.97, 'provider', 'clarifai'),
           jsonb_build_object('name', 'no person', 'accuracy', 0.91, 'provider', 'clarifai'))
         WHEN 3 THEN jsonb_build_array(
           jsonb_build_object('name', 'person', 'accuracy', 0.5, 'provider', 'rekognition'),
           jsonb_build_object('name', 'holiday', 'provider', 'flickr'))
         ELSE jsonb_build_array(
           jsonb_build_object('name', 'holiday', 'provider', 'flickr'),
           jsonb_build_object('name', 'trip ' || hash % 100, 'provider', 'flickr'))
       END,
       false, '2023-05-01', false, 'jpg', 'photograph', 0.5
FROM (SELECT DISTINCT identifier, abs(hashtextextended(identifier::text, 0) % 1000000) AS hash FROM wanted) AS images
WHERE hash < $1 * 1000000
-- In no order of their keys, as images come into a catalog.
ORDER BY hash, identifier
ON CONFLICT DO NOTHING

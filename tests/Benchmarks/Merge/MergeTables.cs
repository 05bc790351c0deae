namespace Benchmarks.Merge;

/// <summary>What a merge is measured on: a catalog of rows of about 1 kB in no order of their keys, and labels of some of them.</summary>
internal static class MergeTables
{
    /// <summary>
    /// {images} rows of table image: of ten, one without tags, one with an empty list, one with another machine's, one with the provider's
    /// from an earlier day, six with what people wrote.
    /// </summary>
    public const string FillCatalog =
        """
        INSERT INTO image (
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
                 WHEN 2 THEN '[{"name": "outdoors", "accuracy": 0.97, "provider": "clarifai"}, {"name": "no person", "accuracy": 0.91, "provider": "clarifai"}]'
                 WHEN 3 THEN '[{"name": "label 7", "accuracy": 0.5, "provider": "rekognition"}, {"name": "holiday", "provider": "flickr"}]'
                 ELSE jsonb_build_array(
                   jsonb_build_object('name', 'holiday', 'provider', 'flickr'),
                   jsonb_build_object('name', 'trip ' || hash % 100, 'provider', 'flickr'))
               END,
               false, '2023-05-01', false, 'jpg', 'photograph', 0.5
        FROM (
          SELECT md5(number::text)::uuid AS identifier, abs(hashtextextended(number::text, 0) % 1000000) AS hash
          FROM generate_series(1, {images}) AS number) AS images
        """;

    /// <summary>Labels of {rows} of them, 3 to 21 each, in the order of a file, which is none.</summary>
    public const string FillStaging =
        """
        INSERT INTO {staging} (byte_offset, identifier, tags, hashes)
        SELECT row_number() OVER (ORDER BY hashtextextended(identifier::text, 1)) * 2219, identifier, tags,
               (SELECT string_agg(int4send(hashtext(tag::text)), '') FROM jsonb_array_elements(tags) AS tag)
        FROM (
          SELECT identifier,
                 (SELECT jsonb_agg(jsonb_build_object(
                           'name', 'label ' || (hash / 7 + nth * 61) % 2600,
                           'accuracy', round(0.55 + (hash * (nth + 3) % 45000)::numeric / 100000 + nth * 0.000001234567, 12),
                           'provider', 'rekognition') ORDER BY nth)
                  FROM generate_series(0, 2 + hash % 19) AS nth) AS tags
          FROM (SELECT identifier, abs(hashtextextended(identifier::text, 2) % 1000000007) AS hash FROM image ORDER BY hash, identifier LIMIT {rows}) AS labelled
        ) AS labels
        """;

    /// <summary>What the floor and the known way read. Each gets what it needs, ready made.</summary>
    public const string Prepare =
        """
        CREATE UNLOGGED TABLE merged_before AS
        SELECT plan.position, plan.identifier, coalesce(
                 (SELECT jsonb_agg(former.tag ORDER BY former.nth)
                  FROM jsonb_array_elements(image.tags) WITH ORDINALITY AS former (tag, nth)
                  WHERE NOT (former.tag ->> 'provider' = 'rekognition'
                             AND EXISTS (SELECT FROM jsonb_array_elements(staging.tags) AS added (tag) WHERE added.tag ->> 'name' = former.tag ->> 'name'))),
                 '[]') || staging.tags AS tags
        FROM {plan} AS plan
        JOIN {staging} AS staging USING (identifier)
        JOIN image USING (identifier)
        ORDER BY plan.position;
        CREATE UNIQUE INDEX ON merged_before (position);
        CREATE UNLOGGED TABLE labels_by_image AS SELECT identifier, tags FROM {staging};
        CREATE UNIQUE INDEX ON labels_by_image (identifier)
        """;
}

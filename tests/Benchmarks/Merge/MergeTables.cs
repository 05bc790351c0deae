namespace Benchmarks.Merge;

/// <summary>What a merge is measured on: labels of some of a catalog's images, and what they come to.</summary>
internal static class MergeTables
{
    /// <summary>Labels of {rows} images, 3 to 21 each, in the order of a file, which is none.</summary>
    public const string FillStaging =
        """
        INSERT INTO {staging} (byte_offset, identifier, tags, hashes)
        SELECT row_number() OVER (ORDER BY hashtextextended(identifier::text, 1)) * 2219, identifier, tags,
               (SELECT string_agg(int4send(hashtext(tag ->> 'name') # hashtext(tag ->> 'accuracy')), '') FROM jsonb_array_elements(tags) AS tag)
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

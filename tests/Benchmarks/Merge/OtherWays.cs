using Npgsql;

namespace Benchmarks.Merge;

/// <summary>What the merge is held against: batches of the same size, one transaction each.</summary>
internal static class OtherWays
{
    /// <summary>The floor: values that were worked out beforehand, in the order of the merge.</summary>
    private const string SetMerged =
        """
        UPDATE image SET tags = merged_before.tags, updated_on = now()
        FROM merged_before
        WHERE merged_before.position BETWEEN $1 AND $2 AND image.identifier = merged_before.identifier
        """;

    private const string ListMatching =
        """
        CREATE TEMPORARY TABLE matching AS
        SELECT row_number() OVER () AS row_id, identifier FROM image JOIN labels_by_image USING (identifier);
        CREATE INDEX ON matching (row_id);
        ANALYZE matching
        """;

    private const string SetDistinct =
        """
        UPDATE image
        SET tags = (SELECT jsonb_agg(DISTINCT tag) FROM jsonb_array_elements(coalesce(image.tags, '[]') || labels.tags) AS tag), updated_on = now()
        FROM matching
        JOIN labels_by_image AS labels USING (identifier)
        WHERE matching.row_id BETWEEN $1 AND $2 AND image.identifier = matching.identifier
        """;

    public static Task FloorAsync(NpgsqlDataSource database, int rows, CancellationToken cancellationToken) =>
        UpdateAsync(database, "SET jit = off; SET enable_hashjoin = off; SET enable_mergejoin = off", SetMerged, rows, cancellationToken);

    /// <summary>A list of the identifiers that match, in the order in which a join gives them, and the tags deduplicated as whole values.</summary>
    public static Task KnownWayAsync(NpgsqlDataSource database, int rows, CancellationToken cancellationToken) =>
        UpdateAsync(database, ListMatching, SetDistinct, rows, cancellationToken);

    private static async Task UpdateAsync(NpgsqlDataSource database, string first, string update, int rows, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using (var prepare = new NpgsqlCommand(first, connection))
            await prepare.ExecuteNonQueryAsync(cancellationToken);

        for (var through = 0; through < rows; through += MergeCatalog.BatchRows)
        {
            await using var batch = new NpgsqlCommand(update, connection);
            batch.Parameters.Add(new() { Value = (long)through + 1 });
            batch.Parameters.Add(new() { Value = (long)Math.Min(through + MergeCatalog.BatchRows, rows) });
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}

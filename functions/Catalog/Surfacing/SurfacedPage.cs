using Npgsql;

namespace Catalog.Surfacing;

/// <summary>Some rows of the catalog and the API's table in the order of their identifiers.</summary>
/// <param name="Rows">How many identifiers they have between them.</param>
/// <param name="Last">The last one; null where there was none.</param>
/// <param name="Images">How many of them the catalog has.</param>
/// <param name="Missing">How many the API's table does not have.</param>
/// <param name="Orphaned">How many the catalog does not have.</param>
/// <param name="Differing">Those of the API's table that show something else than they should.</param>
internal sealed record SurfacedPage(long Rows, Guid? Last, long Images, long Missing, long Orphaned, Guid[] Differing)
{
    /// <summary>
    /// A planner that thinks a scan of the whole table and a sort cheaper makes the work quadratic. And where row security hides rows from
    /// us, that is an error: they would go on showing what they show.
    /// </summary>
    private const string AllRowsAlongTheIndex = "SET LOCAL enable_sort = off; SET LOCAL row_security = off";

    /// <summary>Reads the page after an identifier, or the first one, in a transaction that can do nothing but read.</summary>
    public static async Task<SurfacedPage> ReadAsync(
        NpgsqlConnection connection, CatalogTable source, ApiTable target, Guid? after, int rows, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync("SET TRANSACTION READ ONLY", [], cancellationToken);
        await CatalogBatch.PrepareAsync(connection, cancellationToken);
        await connection.ExecuteAsync(AllRowsAlongTheIndex, [], cancellationToken);
        await using var command = connection.CreateCommand(Sql(source, target, after), [new() { Value = rows }]);
        if (after is { } identifier)
            command.Parameters.Add(new() { Value = identifier });

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new SurfacedPage(
            reader.GetInt64(0),
            await reader.IsDBNullAsync(1, cancellationToken) ? null : reader.GetGuid(1),
            reader.GetInt64(2),
            reader.GetInt64(3),
            reader.GetInt64(4),
            reader.GetFieldValue<Guid[]>(5));
    }

    private static string Sql(CatalogTable source, ApiTable target, Guid? after) =>
        SqlScript.Read("surfaced-page.sql")
            .Replace("{after}", after is null ? "" : "WHERE identifier > $2", StringComparison.Ordinal)
            .Replace("{catalog}", source.Sql, StringComparison.Ordinal)
            .Replace("{target}", target.Sql, StringComparison.Ordinal);
}

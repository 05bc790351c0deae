using System.Text;
using Npgsql;

namespace Catalog.Policy;

/// <summary>For each catalog table a view of what the API may show of it: <c>tag_policy.surfaced_image (identifier, tags)</c>.</summary>
internal static class SurfacedViews
{
    private const string Prefix = "surfaced_";

    /// <summary>Longer names are cut off by PostgreSQL, and two tables could come to the same view.</summary>
    private const int LongestIdentifier = 63;

    /// <exception cref="UnknownTable">There is no such table, or its name is too long.</exception>
    public static async Task EnsureAsync(NpgsqlConnection connection, IReadOnlyList<string> tables, CancellationToken cancellationToken)
    {
        foreach (var table in tables)
        {
            var source = SqlIdentifier.Quote(table);
            var view = $"tag_policy.{SqlIdentifier.Quote(Prefix + table)}";
            if (Encoding.UTF8.GetByteCount(Prefix + table) > LongestIdentifier)
                throw new UnknownTable($"The name of table {source} is too long for a view beside it.");

            if (!await ExistsAsync(connection, source, cancellationToken))
                throw new UnknownTable($"The database has no table {source}.");

            // To replace a view would lock out everybody who reads it, and it never changes: the policy is in the function.
            if (!await ExistsAsync(connection, view, cancellationToken))
                await connection.ExecuteAsync(Create(view, source), [], cancellationToken);
        }
    }

    private static Task<bool> ExistsAsync(NpgsqlConnection connection, string relation, CancellationToken cancellationToken) =>
        connection.ScalarAsync<bool>("SELECT to_regclass($1) IS NOT NULL", [new() { Value = relation }], cancellationToken);

    private static string Create(string view, string source) =>
        $"""
        CREATE VIEW {view} AS
        SELECT source.identifier, surfaced.tags
        FROM {source} AS source
        CROSS JOIN LATERAL tag_policy.surfaced(source.tags) AS surfaced
        """;
}

using System.Text;
using Npgsql;

namespace Catalog.Policy;

/// <summary>For each catalog table a view of what the API may show of it: <c>tag_policy.surfaced_image (identifier, tags)</c>.</summary>
internal static class SurfacedViews
{
    private const string Prefix = "surfaced_";

    /// <summary>Longer names are cut off by PostgreSQL, and two tables could come to the same view.</summary>
    private const int LongestIdentifier = 63;

    private const string StandsOn =
        """
        SELECT EXISTS (
          SELECT
          FROM pg_catalog.pg_rewrite AS rule
          JOIN pg_catalog.pg_depend AS need ON need.classid = 'pg_catalog.pg_rewrite'::regclass AND need.objid = rule.oid
          WHERE rule.ev_class = to_regclass($1)
            AND need.refclassid = 'pg_catalog.pg_class'::regclass
            AND need.refobjid = to_regclass($2))
        """;

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

            // To replace a view would lock out everybody who reads it, and it never changes: the policy is in the function. A table may: one that
            // was renamed takes its view along, and the one that came in its place has none. Rights to the view outlast its replacement.
            if (!await connection.ScalarAsync<bool>(StandsOn, [new() { Value = view }, new() { Value = source }], cancellationToken))
                await connection.ExecuteAsync(Create(view, source), [], cancellationToken);
        }
    }

    private static Task<bool> ExistsAsync(NpgsqlConnection connection, string relation, CancellationToken cancellationToken) =>
        connection.ScalarAsync<bool>("SELECT to_regclass($1) IS NOT NULL", [new() { Value = relation }], cancellationToken);

    private static string Create(string view, string source) =>
        $"""
        CREATE OR REPLACE VIEW {view} AS
        SELECT source.identifier, surfaced.tags
        FROM {source} AS source
        CROSS JOIN LATERAL tag_policy.surfaced(source.tags) AS surfaced
        """;
}

using Catalog.Ledger;
using Catalog.Merge;
using Npgsql;

namespace Catalog.Planning;

/// <summary>The workers' shares of a plan that is complete.</summary>
internal static class MergeShares
{
    private const string InsertParts =
        """
        INSERT INTO label_ingest.merge_part (run_number, part, first_position, last_position, merged_through)
        SELECT $1, part, 1 + part * $2 / $3, (part + 1) * $2 / $3, part * $2 / $3
        FROM generate_series(0, $3 - 1) AS part
        """;

    private const string NotePlanned =
        """
        UPDATE label_ingest.run SET images = $2, matched = $3, merge_planned_at = clock_timestamp() WHERE run_number = $1
        """;

    private const string SelectParts = "SELECT part FROM label_ingest.merge_part WHERE run_number = $1 ORDER BY part";

    /// <summary>Checks that a plan is whole and divides it.</summary>
    /// <param name="workers">How many shares there are at the most, 1 or more.</param>
    /// <exception cref="StagingLost">A crash has emptied the plan, or what it was made from.</exception>
    public static async Task ShareOutAsync(
        NpgsqlConnection connection, Run run, PlanProgress progress, int workers, CancellationToken cancellationToken)
    {
        var images = progress.Images ?? 0;
        await RequireAsync(connection, run.Newest, images, cancellationToken);
        await RequireAsync(connection, run.MergePlan, progress.Planned, cancellationToken);
        await connection.ExecuteAsync(
            $"CREATE UNIQUE INDEX ON {run.MergePlan} (position); ANALYZE {run.MergePlan}; DROP TABLE {run.Newest}, {run.Missing}",
            [],
            cancellationToken);
        var parts = Math.Min(workers, progress.Planned);
        await connection.ExecuteAsync(
            InsertParts, [new() { Value = run.Number }, new() { Value = progress.Planned }, new() { Value = parts }], cancellationToken);
        await connection.ExecuteAsync(
            NotePlanned,
            [new() { Value = run.Number }, new() { Value = images }, new() { Value = progress.Planned }],
            cancellationToken);
    }

    public static async Task<IReadOnlyList<int>> ReadAsync(NpgsqlDataSource database, Run run, CancellationToken cancellationToken)
    {
        var parts = new List<int>();
        await using var command = database.CreateCommand(SelectParts);
        command.Parameters.Add(new() { Value = run.Number });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            parts.Add(reader.GetInt32(0));

        return parts;
    }

    private static async Task RequireAsync(NpgsqlConnection connection, string table, long rows, CancellationToken cancellationToken)
    {
        var found = await connection.CountAsync(table, cancellationToken);
        if (found != rows)
            throw new StagingLost(table, rows, found);
    }
}

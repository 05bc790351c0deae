using Catalog.Ledger;
using Npgsql;

namespace Catalog.Merge;

/// <summary>Decides, once all is staged, which rows the merge writes and in which order, and shares them out among workers.</summary>
public sealed class MergePlanner(NpgsqlDataSource database)
{
    private const string LockRun = "SELECT merge_planned_at IS NOT NULL FROM label_ingest.run WHERE run_number = $1 FOR UPDATE";

    /// <summary>Sorting and hashing what is planned in memory saves writing it to disk; it is one statement at a time.</summary>
    private const string MoreMemory = "SET LOCAL work_mem = '256MB'; SET LOCAL maintenance_work_mem = '256MB'";

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

    /// <summary>Plans the merge of a run, unless that is done already.</summary>
    /// <param name="run">A run that is loaded.</param>
    /// <param name="table">The catalog table.</param>
    /// <param name="staged">How many rows the ledger says are staged.</param>
    /// <param name="workers">Into how many shares the rows are divided at the most; 1 or more.</param>
    /// <param name="cancellationToken">Gives the plan up; nothing of it stays.</param>
    /// <returns>The numbers of the shares.</returns>
    /// <exception cref="StagingLost">Fewer rows are staged than the ledger knows.</exception>
    public async Task<IReadOnlyList<int>> PlanAsync(
        Run run, CatalogTable table, long staged, int workers, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await connection.ScalarAsync<bool>(LockRun, [new() { Value = run.Number }], cancellationToken))
            await PlanAsync(connection, run, table, staged, workers, cancellationToken);

        var parts = await PartsAsync(connection, run, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return parts;
    }

    private static async Task PlanAsync(
        NpgsqlConnection connection, Run run, CatalogTable table, long staged, int workers, CancellationToken cancellationToken)
    {
        var found = await connection.ScalarAsync<long>($"SELECT count(*) FROM {run.Staging}", [], cancellationToken);
        if (found != staged)
            throw new StagingLost(run.Staging, staged, found);

        await connection.ExecuteAsync(MoreMemory, [], cancellationToken);
        await connection.ExecuteAsync(MergeSql.For(SqlScript.Read("merge-plan.sql"), run, table), [], cancellationToken);

        var images = await connection.ScalarAsync<long>("SELECT count(*) FROM newest", [], cancellationToken);
        var matched = await connection.ScalarAsync<long>($"SELECT count(*) FROM {run.MergePlan}", [], cancellationToken);
        await connection.ExecuteAsync(
            InsertParts,
            [new() { Value = run.Number }, new() { Value = matched }, new() { Value = Math.Min(workers, matched) }],
            cancellationToken);
        await connection.ExecuteAsync(
            NotePlanned, [new() { Value = run.Number }, new() { Value = images }, new() { Value = matched }], cancellationToken);
    }

    private static async Task<IReadOnlyList<int>> PartsAsync(NpgsqlConnection connection, Run run, CancellationToken cancellationToken)
    {
        var parts = new List<int>();
        await using var command = connection.CreateCommand(SelectParts, [new() { Value = run.Number }]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            parts.Add(reader.GetInt32(0));

        return parts;
    }
}

using System.Text.Json;
using Catalog.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace Catalog.Merge;

/// <summary>The statement that brings some positions of a run's merge plan into the catalog.</summary>
internal sealed class MergeStatement
{
    /// <summary>$1 run_number, $2 part, $3 how many images a transaction changed.</summary>
    public const string NoteChanged =
        """
        UPDATE label_ingest.merge_part SET changed = changed + $3, committed_at = clock_timestamp() WHERE run_number = $1 AND part = $2
        """;

    /// <summary>
    /// Each row of a batch is found by its address or its key: a planner that thinks a scan of all that is staged cheaper makes the
    /// merge quadratic.
    /// </summary>
    private const string BatchSettings =
        """
        SET LOCAL enable_hashjoin = off;
        SET LOCAL enable_mergejoin = off;
        SET LOCAL jit = off;
        SET LOCAL work_mem = '64MB';
        SET LOCAL lock_timeout = {wait}
        """;

    private readonly Run run;
    private readonly MergeMode mode;
    private readonly string waiting;
    private readonly string aroundLocks;

    public MergeStatement(Run run, CatalogTable table, MergeMode mode)
    {
        this.run = run;
        this.mode = mode;
        waiting = Sql("merge-batch.sql", run, table);
        aroundLocks = Sql("merge-batch-around-locks.sql", run, table);
    }

    /// <summary>A failure that means: somebody else holds a row.</summary>
    public static bool IsLocked(PostgresException error) =>
        error.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected;

    /// <summary>To be called once in each transaction, before it merges.</summary>
    /// <param name="wait">How long a row that somebody else holds is waited for.</param>
    public static Task PrepareAsync(NpgsqlConnection connection, TimeSpan wait, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            BatchSettings.Replace("{wait}", $"{(int)wait.TotalMilliseconds}", StringComparison.Ordinal), [], cancellationToken);

    /// <summary>Merges positions <paramref name="first"/> to <paramref name="last"/>, and waits for rows that somebody else holds.</summary>
    /// <returns>How many images were changed.</returns>
    /// <exception cref="StagingLost">Staged rows of these positions are gone.</exception>
    /// <exception cref="PostgresException"><see cref="IsLocked"/>: a row was held for longer than that.</exception>
    public Task<long> MergeAsync(NpgsqlConnection connection, long first, long last, CancellationToken cancellationToken) =>
        MergeAsync(connection, waiting, first, last, [], cancellationToken);

    /// <summary>Merges what nobody else holds, and notes the rest in <c>label_ingest.postponed</c>.</summary>
    /// <inheritdoc cref="MergeAsync(NpgsqlConnection, long, long, CancellationToken)"/>
    public Task<long> MergeAroundLocksAsync(
        NpgsqlConnection connection, int part, long first, long last, CancellationToken cancellationToken) =>
        MergeAsync(connection, aroundLocks, first, last, [new() { Value = run.Number }, new() { Value = part }], cancellationToken);

    private async Task<long> MergeAsync(
        NpgsqlConnection connection, string sql, long first, long last, NpgsqlParameter[] more, CancellationToken cancellationToken)
    {
        var provider = JsonEncodedText.Encode(run.Plan.Provider);
        await using var command = connection.CreateCommand(
            sql,
            [
                new() { Value = first },
                new() { Value = last },
                new() { Value = $"\"{provider}\"", NpgsqlDbType = NpgsqlDbType.Jsonb },
                new() { Value = $$"""[{"provider": "{{provider}}"}]""", NpgsqlDbType = NpgsqlDbType.Jsonb },
                new() { Value = mode == MergeMode.Replace },
                .. more,
            ]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var found = reader.GetInt64(0);
        return found == last - first + 1
            ? reader.GetInt64(1)
            : throw new StagingLost($"Batch {first} to {last} of {run.MergePlan}", last - first + 1, found);
    }

    private static string Sql(string script, Run run, CatalogTable table) =>
        MergeSql.For(SqlScript.Read(script), run, table)
            .Replace("{merged}", SqlScript.Read("merged-tags.sql"), StringComparison.Ordinal);
}

using System.Text.Json;
using Catalog.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace Catalog.Merge;

/// <summary>The statement that brings some positions of a run's merge plan into the catalog, and remembers what takes that back.</summary>
internal sealed class MergeStatement
{
    /// <summary>$1 run_number, $2 part, $3 how many images a transaction changed.</summary>
    public const string NoteChanged =
        """
        UPDATE label_ingest.merge_part SET changed = changed + $3, committed_at = clock_timestamp() WHERE run_number = $1 AND part = $2
        """;

    /// <summary>
    /// For the transactions of a merge, which need not wait until they are on disk. A crash of the server may take the last of them, each
    /// with its note in the ledger, and empties staging in any case: a new run is needed then, and finds what to do. A run is finished by a
    /// transaction that waits, and with it for all before it.
    /// </summary>
    public const string CommitLater = "SET LOCAL synchronous_commit = off";

    /// <summary>
    /// Rows of more than 2 kB are compressed by the server as they are written, by default in a way that takes a seventh of a merge. Where it
    /// can do better, and a column has none prescribed, it does.
    /// </summary>
    private const string CompressFaster =
        $"SELECT set_config('default_toast_compression', 'lz4', true) WHERE {ToastCompression.HasLz4}";

    private const string CountStaged =
        """
        SELECT count(*)
        FROM {plan} AS plan
        JOIN {staging} AS staging ON staging.ctid = plan.staged AND staging.identifier = plan.identifier
        WHERE plan.position BETWEEN $1 AND $2
        """;

    private readonly Run run;
    private readonly MergeMode mode;
    private readonly string optimistic;
    private readonly string waiting;
    private readonly string aroundLocks;
    private readonly string countStaged;

    public MergeStatement(Run run, CatalogTable table, MergeMode mode)
    {
        this.run = run;
        this.mode = mode;
        optimistic = Sql("merge-optimistic.sql", run, table, "image.tags", hasOwn: "own.present", hadOwn: "own.present");
        var batch = Sql("merge-batch.sql", run, table, "batch.former", hasOwn: "image.tags @> $4", hadOwn: "batch.former @> $4");
        waiting = batch.Replace("{lock}", "", StringComparison.Ordinal);
        aroundLocks = batch.Replace("{lock}", CatalogBatch.AroundLocks, StringComparison.Ordinal);
        countStaged = MergeSql.For(CountStaged, run, table);
    }

    /// <summary>Merges positions <paramref name="first"/> to <paramref name="last"/> of a share, if nobody else holds or changes one of their rows.</summary>
    /// <param name="connection">In a transaction of one snapshot.</param>
    /// <returns>How many images were changed.</returns>
    /// <exception cref="StagingLost">Staged rows of these positions are gone.</exception>
    /// <exception cref="PostgresException"><see cref="CatalogBatch.IsContended"/>: somebody does.</exception>
    public async Task<long> MergeOptimisticAsync(NpgsqlConnection connection, long first, long last, CancellationToken cancellationToken)
    {
        var rows = last - first + 1;
        await connection.ExecuteAsync(CompressFaster, [], cancellationToken);
        var changed = await connection.ScalarAsync<long>(optimistic, [.. Positions(first, last), .. Rule()], cancellationToken);

        // What was changed was there.
        if (changed < rows)
            Require(rows, await connection.ScalarAsync<long>(countStaged, Positions(first, last), cancellationToken), first, last);

        return changed;
    }

    /// <summary>
    /// Merges positions <paramref name="first"/> to <paramref name="last"/> of a share, but for rows that somebody else holds: those are
    /// noted in <c>label_ingest.postponed</c>.
    /// </summary>
    /// <returns>How many images were changed.</returns>
    /// <exception cref="StagingLost">Staged rows of these positions are gone.</exception>
    public Task<long> MergeBatchAsync(NpgsqlConnection connection, int part, long first, long last, CancellationToken cancellationToken) =>
        MergeAsync(connection, aroundLocks, part, first, last, cancellationToken);

    /// <summary>Merges one position of a share, and waits for its row.</summary>
    /// <inheritdoc cref="MergeBatchAsync"/>
    /// <exception cref="PostgresException"><see cref="CatalogBatch.IsLocked"/>: the row was held for longer than that.</exception>
    public Task<long> MergeRowAsync(NpgsqlConnection connection, int part, long position, CancellationToken cancellationToken) =>
        MergeAsync(connection, waiting, part, position, position, cancellationToken);

    private async Task<long> MergeAsync(
        NpgsqlConnection connection, string sql, int part, long first, long last, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(CompressFaster, [], cancellationToken);
        await using var command = connection.CreateCommand(
            sql, [.. Positions(first, last), .. Rule(), new() { Value = run.Number }, new() { Value = part }]);
        return await CatalogBatch.RepeatAsync(
            async () =>
            {
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                await reader.ReadAsync(cancellationToken);
                Require(last - first + 1, reader.GetInt64(0), first, last);
                return (reader.GetInt64(1), reader.GetInt64(2));
            });
    }

    private static string Sql(string script, Run run, CatalogTable table, string former, string hasOwn, string hadOwn) =>
        MergeSql.For(
            SqlScript.Read(script)
                .Replace("{unchanged}", SqlScript.Read("unchanged-tags.sql"), StringComparison.Ordinal)
                .Replace("{merged}", SqlScript.Read("merged-tags.sql"), StringComparison.Ordinal)
                .Replace("{removed}", SqlScript.Read("removed-tags.sql"), StringComparison.Ordinal)
                .Replace("{former}", former, StringComparison.Ordinal)
                .Replace("{has-own}", hasOwn, StringComparison.Ordinal)
                .Replace("{had-own}", hadOwn, StringComparison.Ordinal)
                .Replace("{gives-way}", SqlScript.Read("gives-way.sql"), StringComparison.Ordinal),
            run,
            table);

    private static NpgsqlParameter[] Positions(long first, long last) => [new() { Value = first }, new() { Value = last }];

    private NpgsqlParameter[] Rule()
    {
        var provider = JsonEncodedText.Encode(run.Plan.Provider);
        return
        [
            new() { Value = $"\"{provider}\"", NpgsqlDbType = NpgsqlDbType.Jsonb },
            new() { Value = $$"""[{"provider": "{{provider}}"}]""", NpgsqlDbType = NpgsqlDbType.Jsonb },
            new() { Value = mode == MergeMode.Replace },
        ];
    }

    private void Require(long expected, long found, long first, long last)
    {
        if (found != expected)
            throw new StagingLost($"Batch {first} to {last} of {run.MergePlan}", expected, found);
    }
}

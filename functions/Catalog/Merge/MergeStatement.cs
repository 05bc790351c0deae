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

    private readonly Run run;
    private readonly MergeMode mode;
    private readonly string waiting;
    private readonly string aroundLocks;

    public MergeStatement(Run run, CatalogTable table, MergeMode mode)
    {
        this.run = run;
        this.mode = mode;
        waiting = Sql(run, table, rowLock: "");
        aroundLocks = Sql(run, table, CatalogBatch.AroundLocks);
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
        var provider = JsonEncodedText.Encode(run.Plan.Provider);
        await using var command = connection.CreateCommand(
            sql,
            [
                new() { Value = first },
                new() { Value = last },
                new() { Value = $"\"{provider}\"", NpgsqlDbType = NpgsqlDbType.Jsonb },
                new() { Value = $$"""[{"provider": "{{provider}}"}]""", NpgsqlDbType = NpgsqlDbType.Jsonb },
                new() { Value = mode == MergeMode.Replace },
                new() { Value = run.Number },
                new() { Value = part },
            ]);
        return await CatalogBatch.RepeatAsync(
            async () =>
            {
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                await reader.ReadAsync(cancellationToken);
                var found = reader.GetInt64(0);
                return found == last - first + 1
                    ? (reader.GetInt64(1), reader.GetInt64(2))
                    : throw new StagingLost($"Batch {first} to {last} of {run.MergePlan}", last - first + 1, found);
            });
    }

    private static string Sql(Run run, CatalogTable table, string rowLock) =>
        MergeSql.For(
            SqlScript.Read("merge-batch.sql")
                .Replace("{merged}", SqlScript.Read("merged-tags.sql"), StringComparison.Ordinal)
                .Replace("{removed}", SqlScript.Read("removed-tags.sql"), StringComparison.Ordinal)
                .Replace("{gives-way}", SqlScript.Read("gives-way.sql"), StringComparison.Ordinal)
                .Replace("{lock}", rowLock, StringComparison.Ordinal),
            run,
            table);
}

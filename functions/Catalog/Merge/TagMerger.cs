using System.Text.Json;
using Catalog.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace Catalog.Merge;

/// <summary>
/// Brings one share of the merge plan into the catalog, batch by batch. Each batch is one transaction with the note of how far it went,
/// so a batch that is tried again, or by two workers at once, is merged once.
/// </summary>
public sealed class TagMerger
{
    private const string SelectProgress =
        "SELECT merged_through, last_position FROM label_ingest.merge_part WHERE run_number = $1 AND part = $2";

    /// <summary>Comes first in the transaction: a second worker on the same share waits here, and then finds the batch taken.</summary>
    private const string Advance =
        """
        UPDATE label_ingest.merge_part SET merged_through = $4, committed_at = clock_timestamp()
        WHERE run_number = $1 AND part = $2 AND merged_through = $3
        """;

    private const string NoteChanged =
        """
        UPDATE label_ingest.merge_part SET changed = changed + $3, committed_at = clock_timestamp() WHERE run_number = $1 AND part = $2
        """;

    /// <summary>
    /// A row that somebody else holds is waited for so long; then the batch is given up and taken up again later. Each row of a batch is
    /// found by its address or its key: a planner that thinks a scan of all that is staged cheaper makes the merge quadratic.
    /// </summary>
    private const string BatchSettings =
        """
        SET LOCAL lock_timeout = '10s';
        SET LOCAL enable_hashjoin = off;
        SET LOCAL enable_mergejoin = off;
        SET LOCAL jit = off;
        SET LOCAL work_mem = '64MB'
        """;

    private readonly NpgsqlDataSource database;
    private readonly Run run;
    private readonly MergeMode mode;
    private readonly string mergeBatch;

    public TagMerger(NpgsqlDataSource database, Run run, CatalogTable table, MergeMode mode)
    {
        this.database = database;
        this.run = run;
        this.mode = mode;

        var merged = SqlScript.Read("merged-tags.sql");
        mergeBatch = MergeSql.For(SqlScript.Read("merge-batch.sql"), run, table).Replace("{merged}", merged, StringComparison.Ordinal);
    }

    /// <summary>Merges the next batch of a share.</summary>
    /// <param name="part">Number of the share.</param>
    /// <param name="batchRows">Rows a batch, 1 or more.</param>
    /// <param name="cancellationToken">Gives the batch up; nothing of it stays.</param>
    /// <returns>False when the share is merged to its end.</returns>
    /// <exception cref="StagingLost">Staged rows of the batch are gone.</exception>
    public async Task<bool> MergeBatchAsync(int part, int batchRows, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var (through, last) = await ProgressAsync(connection, part, cancellationToken);
        if (through >= last)
            return false;

        var end = Math.Min(through + batchRows, last);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(BatchSettings, [], cancellationToken);
        if (await connection.ExecuteAsync(Advance, [.. Part(part), new() { Value = through }, new() { Value = end }], cancellationToken) == 0)
            return true;

        var (found, changed) = await MergeAsync(connection, through + 1, end, cancellationToken);
        if (found != end - through)
            throw new StagingLost($"Batch {through + 1} to {end} of {run.MergePlan}", end - through, found);

        await connection.ExecuteAsync(NoteChanged, [.. Part(part), new() { Value = changed }], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return end < last;
    }

    private async Task<(long Through, long Last)> ProgressAsync(NpgsqlConnection connection, int part, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(SelectProgress, Part(part));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (reader.GetInt64(0), reader.GetInt64(1))
            : throw new ArgumentOutOfRangeException(nameof(part), part, $"Run '{run.Plan.RunId}' has no such merge partition.");
    }

    private async Task<(long Found, long Changed)> MergeAsync(
        NpgsqlConnection connection, long first, long last, CancellationToken cancellationToken)
    {
        var provider = JsonEncodedText.Encode(run.Plan.Provider);
        await using var command = connection.CreateCommand(
            mergeBatch,
            [
                new() { Value = first },
                new() { Value = last },
                new() { Value = $"\"{provider}\"", NpgsqlDbType = NpgsqlDbType.Jsonb },
                new() { Value = $$"""[{"provider": "{{provider}}"}]""", NpgsqlDbType = NpgsqlDbType.Jsonb },
                new() { Value = mode == MergeMode.Replace },
            ]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    private NpgsqlParameter[] Part(int part) => [new() { Value = run.Number }, new() { Value = part }];
}

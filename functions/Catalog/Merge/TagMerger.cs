using System.Data;
using Catalog.Ledger;
using Catalog.Undo;
using Npgsql;

namespace Catalog.Merge;

/// <summary>
/// Brings one share of the merge plan into the catalog, batch by batch. Each batch is one transaction with the note of how far it went,
/// so a batch that is tried again, or by two workers at once, is merged once.
/// </summary>
public sealed class TagMerger(NpgsqlDataSource database, Run run, CatalogTable table, MergeMode mode)
{
    private const string SelectProgress =
        "SELECT merged_through, last_position FROM label_ingest.merge_part WHERE run_number = $1 AND part = $2";

    /// <summary>Comes before the batch: a second worker on the same share waits here, and then finds the batch taken.</summary>
    private const string Advance =
        """
        UPDATE label_ingest.merge_part SET merged_through = $4, committed_at = clock_timestamp()
        WHERE run_number = $1 AND part = $2 AND merged_through = $3
        """;

    private const string WaitForRow =
        """
        SELECT count(*) FROM (
          SELECT FROM {plan} AS plan JOIN {catalog} AS image USING (identifier) WHERE plan.position = $1 FOR SHARE OF image) AS row
        """;

    /// <summary>Where one batch met somebody else, the next ones may: so many go round him at once, rather than be done twice.</summary>
    private const int BatchesAroundLocks = 8;

    private readonly MergeStatement statement = new(run, table, mode);
    private int aroundLocks;

    /// <summary>Images that this object has changed, in batches that are committed.</summary>
    public long Changed { get; private set; }

    /// <summary>Merges the next batch of a share.</summary>
    /// <param name="part">Number of the share.</param>
    /// <param name="batchRows">Rows a batch, 1 or more.</param>
    /// <param name="cancellationToken">Gives the batch up; nothing of it stays.</param>
    /// <returns>False when the share is merged to its end, but for rows that somebody else held.</returns>
    /// <exception cref="StagingLost">Staged rows of the batch are gone.</exception>
    /// <exception cref="RunUndone">The run is taken back, or has been.</exception>
    /// <exception cref="UndoInProgress">Another run of the same provider over the same table is just being taken back.</exception>
    public async Task<bool> MergeBatchAsync(int part, int batchRows, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var (through, last) = await ProgressAsync(connection, part, cancellationToken);
        if (through >= last)
            return false;

        var batch = new Batch(part, through, Math.Min(through + batchRows, last));
        await WaitForOthersAsync(connection, batch.Through + 1, cancellationToken);
        await WaitForOthersAsync(connection, batch.Last, cancellationToken);
        await MergeAsync(connection, batch, cancellationToken);
        return batch.Last < last;
    }

    private async Task MergeAsync(NpgsqlConnection connection, Batch batch, CancellationToken cancellationToken)
    {
        if (aroundLocks > 0)
        {
            aroundLocks--;
            await MergeAroundLocksAsync(connection, batch, cancellationToken);
            return;
        }

        try
        {
            await MergeOptimisticAsync(connection, batch, cancellationToken);
        }
        catch (PostgresException e) when (CatalogBatch.IsContended(e))
        {
            aroundLocks = BatchesAroundLocks;
            await MergeAroundLocksAsync(connection, batch, cancellationToken);
        }
    }

    /// <summary>
    /// As fast as it gets where nobody else is at work on these rows. Of one snapshot: the server ends the transaction rather than let it
    /// write over what was committed after that was taken.
    /// </summary>
    private async Task MergeOptimisticAsync(NpgsqlConnection connection, Batch batch, CancellationToken cancellationToken)
    {
        await using var admission = await ProviderLock.HoldAsync(connection, run, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await MergeAdmission.RequireNoUndoAsync(connection, run, cancellationToken);
        if (!await AdvanceAsync(connection, batch, cancellationToken))
            return;

        await CatalogBatch.PrepareOptimisticAsync(connection, cancellationToken);
        var changed = await statement.MergeOptimisticAsync(connection, batch.Through + 1, batch.Last, cancellationToken);
        await CommitAsync(connection, transaction, batch, changed, cancellationToken);
    }

    private async Task MergeAroundLocksAsync(NpgsqlConnection connection, Batch batch, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await MergeAdmission.RequireAsync(connection, run, cancellationToken);
        if (!await AdvanceAsync(connection, batch, cancellationToken))
            return;

        await CatalogBatch.PrepareAsync(connection, cancellationToken);
        var changed = await statement.MergeBatchAsync(connection, batch.Part, batch.Through + 1, batch.Last, cancellationToken);
        await CommitAsync(connection, transaction, batch, changed, cancellationToken);
    }

    /// <returns>False where another worker has taken the batch.</returns>
    private async Task<bool> AdvanceAsync(NpgsqlConnection connection, Batch batch, CancellationToken cancellationToken) =>
        await connection.ExecuteAsync(
            Advance, [.. Key(batch.Part), new() { Value = batch.Through }, new() { Value = batch.Last }], cancellationToken) == 1;

    private async Task CommitAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Batch batch, long changed, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(MergeStatement.NoteChanged, [.. Key(batch.Part), new() { Value = changed }], cancellationToken);
        await connection.ExecuteAsync(MergeStatement.CommitLater, [], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Changed += changed;
    }

    /// <summary>
    /// Another run that merges the same pages is let out of the way, as long as nothing is held: a batch would pass over all that the
    /// other's batch holds, and take it up again row by row. One end of it mostly lies within the other's.
    /// </summary>
    private async Task WaitForOthersAsync(NpgsqlConnection connection, long position, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await CatalogBatch.PrepareAsync(connection, cancellationToken);
        try
        {
            await connection.ScalarAsync<long>(MergeSql.For(WaitForRow, run, table), [new() { Value = position }], cancellationToken);
        }
        catch (PostgresException e) when (CatalogBatch.IsLocked(e))
        {
            // Then the batch passes over it.
        }
    }

    private async Task<(long Through, long Last)> ProgressAsync(NpgsqlConnection connection, int part, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(SelectProgress, Key(part));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (reader.GetInt64(0), reader.GetInt64(1))
            : throw new ArgumentOutOfRangeException(nameof(part), part, $"Run '{run.Plan.RunId}' has no such merge partition.");
    }

    private NpgsqlParameter[] Key(int part) => [new() { Value = run.Number }, new() { Value = part }];

    /// <summary>Positions after <paramref name="Through"/> up to and with <paramref name="Last"/>.</summary>
    private readonly record struct Batch(int Part, long Through, long Last);
}

using Catalog.Ledger;
using Npgsql;

namespace Catalog.Undo;

/// <summary>
/// Gives the images that a run changed their tags back, batch by batch, in the order in which they were changed. Each batch is one
/// transaction with the note of how far it went, so a batch that is tried again, or by two workers at once, is restored once.
/// </summary>
public sealed class TagRestorer(NpgsqlDataSource database, Run run, CatalogTable table)
{
    private const string SelectProgress = "SELECT undone_through, blocks FROM label_ingest.undo WHERE run_number = $1";

    /// <summary>Comes first in the transaction: a second worker on the same run waits here, and then finds the batch taken.</summary>
    private const string Advance =
        """
        UPDATE label_ingest.undo SET undone_through = $3, committed_at = clock_timestamp() WHERE run_number = $1 AND undone_through = $2
        """;

    private readonly RestoreStatement statement = new(run, table);

    /// <summary>Restores the next batch of a run whose undo has begun.</summary>
    /// <param name="blocks">Size of a batch, in blocks (of 8 KiB) of what the run remembered: 1 or more. A block is some 65 images.</param>
    /// <param name="cancellationToken">Gives the batch up; nothing of it stays.</param>
    /// <returns>False when all images are restored, but for rows that somebody else held.</returns>
    public async Task<bool> RestoreBatchAsync(int blocks, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var (through, all) = await ProgressAsync(connection, cancellationToken);
        if (through >= all)
            return false;

        var end = Math.Min(through + blocks, all);
        await RestoreAsync(connection, through, end, cancellationToken);
        return end < all;
    }

    private async Task RestoreAsync(NpgsqlConnection connection, long through, long end, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var isOurs = await connection.ExecuteAsync(
            Advance, [new() { Value = run.Number }, new() { Value = through }, new() { Value = end }], cancellationToken);
        if (isOurs == 0)
            return;

        await CatalogBatch.PrepareAsync(connection, cancellationToken);
        await statement.RestoreAsync(connection, $"({through},0)", $"({end - 1},{ushort.MaxValue})", isAroundLocks: true, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<(long Through, long All)> ProgressAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(SelectProgress, [new() { Value = run.Number }]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (reader.GetInt64(0), reader.GetInt64(1))
            : throw new InvalidOperationException($"The undo of run '{run.Plan.RunId}' has not begun.");
    }
}

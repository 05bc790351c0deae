using Catalog.Ledger;
using Catalog.Runs;
using Npgsql;

namespace Catalog.Undo;

/// <summary>Closes an undo: what the run remembered is no longer needed, what the ledger knows of it stays.</summary>
public sealed class UndoCompletion(NpgsqlDataSource database)
{
    /// <summary>What another worker has not committed yet is not done.</summary>
    private const string NoteUndone =
        """
        UPDATE label_ingest.run SET undone_at = clock_timestamp()
        FROM label_ingest.undo
        WHERE run.run_number = $1 AND undo.run_number = $1 AND run.undone_at IS NULL AND undo.undone_through >= undo.blocks
          AND NOT EXISTS (SELECT FROM label_ingest.undo_postponed WHERE run_number = $1)
        """;

    private const string Select =
        """
        SELECT undo.restored, run.undone_at IS NOT NULL
        FROM label_ingest.run
        JOIN label_ingest.undo USING (run_number)
        WHERE run_number = $1
        """;

    /// <summary>Notes that the run is taken back and drops what it remembered, if all of it is settled; done again, it changes nothing.</summary>
    /// <returns>How many images were given their tags back so far, and whether that was all.</returns>
    public async Task<(long Restored, bool IsDone)> CompleteAsync(Run run, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(NoteUndone, [new() { Value = run.Number }], cancellationToken);
        var state = await ReadAsync(connection, run, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (state.IsDone)
            await TableRemoval.TryDropAsync(connection, run.Undo, cancellationToken);

        return state;
    }

    private static async Task<(long Restored, bool IsDone)> ReadAsync(
        NpgsqlConnection connection, Run run, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(Select, [new() { Value = run.Number }]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (reader.GetInt64(0), reader.GetBoolean(1))
            : throw new InvalidOperationException($"The undo of run '{run.Plan.RunId}' has not begun.");
    }
}

using Catalog.Ledger;
using Catalog.Undo;
using Npgsql;

namespace Catalog.Merge;

/// <summary>Keeps merging and taking back apart: a batch that has been let in is seen by the undo that begins after it.</summary>
internal static class MergeAdmission
{
    /// <summary>A statement of its own, which sees what was committed while the one before waited.</summary>
    private const string SelectUndo =
        """
        SELECT other.run_id
        FROM label_ingest.run
        JOIN label_ingest.run AS other USING (catalog_table, provider)
        WHERE run.run_number = $1
          AND other.undo_started_at IS NOT NULL AND (other.undone_at IS NULL OR other.run_number = run.run_number)
        ORDER BY other.run_number <> run.run_number
        LIMIT 1
        """;

    /// <summary>To be called first in the transaction: an undo that begins waits for us, or we for its beginning.</summary>
    /// <exception cref="RunUndone">The run is taken back, or has been.</exception>
    /// <exception cref="UndoInProgress">Another run of the same provider over the same table is just being taken back.</exception>
    public static async Task RequireAsync(NpgsqlConnection connection, Run run, CancellationToken cancellationToken)
    {
        await ProviderLock.ShareAsync(connection, run, cancellationToken);
        await RequireNoUndoAsync(connection, run, cancellationToken);
    }

    /// <summary>To be called with the provider's lock.</summary>
    /// <inheritdoc cref="RequireAsync"/>
    public static async Task RequireNoUndoAsync(NpgsqlConnection connection, Run run, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(SelectUndo, [new() { Value = run.Number }]);
        if (await command.ExecuteScalarAsync(cancellationToken) is string undone)
            throw undone == run.Plan.RunId ? new RunUndone(undone) : new UndoInProgress(undone);
    }
}

using Catalog.Ledger;
using Npgsql;

namespace Catalog.Runs;

/// <summary>Which run a run is to be compared with.</summary>
public sealed class PreviousRuns(NpgsqlDataSource database)
{
    /// <summary>Finished before this one was planned, so that it is the same one whenever it is asked for.</summary>
    private const string Select =
        """
        SELECT other.run_id
        FROM label_ingest.run
        JOIN label_ingest.run AS other USING (catalog_table, provider)
        WHERE run.run_number = $1 AND other.finished_at < run.planned_at AND NOT other.dry_run AND other.undo_started_at IS NULL
        ORDER BY other.finished_at DESC
        LIMIT 1
        """;

    /// <returns>
    /// The last run of the same provider over the same table that was finished before this one was planned, neither dry nor taken back; null
    /// where there is none.
    /// </returns>
    public async Task<Run?> FindAsync(Run run, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Select);
        command.Parameters.Add(new() { Value = run.Number });
        return await command.ExecuteScalarAsync(cancellationToken) is string runId
            ? await new RunLedger(database).FindAsync(runId, cancellationToken)
            : null;
    }
}

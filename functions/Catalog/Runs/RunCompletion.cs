using Catalog.Ledger;
using Catalog.Merge;
using Catalog.Undo;
using Npgsql;

namespace Catalog.Runs;

/// <summary>Closes a run: what it staged is no longer needed, what the ledger knows of it stays.</summary>
public sealed class RunCompletion(NpgsqlDataSource database)
{
    private const string CountUnmerged =
        """
        SELECT (SELECT coalesce(sum(last_position - merged_through), 0) FROM label_ingest.merge_part WHERE run_number = $1)::bigint
             + (SELECT count(*) FROM label_ingest.postponed WHERE run_number = $1)
        """;

    private const string IsPlanned = "SELECT dry_run OR merge_planned_at IS NOT NULL FROM label_ingest.run WHERE run_number = $1";

    /// <summary>Locks the run, so that an undo which begins meanwhile finds it finished.</summary>
    private const string IsUndone = "SELECT undo_started_at IS NOT NULL FROM label_ingest.run WHERE run_number = $1 FOR NO KEY UPDATE";

    private const string NoteFinished =
        "UPDATE label_ingest.run SET finished_at = coalesce(finished_at, clock_timestamp()) WHERE run_number = $1";

    /// <summary>
    /// Notes that the run is finished and drops its staging; done again, it changes nothing. What the run remembers stays, for an undo.
    /// </summary>
    /// <returns>False where somebody holds its staging, which is left to <see cref="RunRetention"/> then.</returns>
    /// <exception cref="MergeIncomplete">Rows of the run are not merged yet.</exception>
    /// <exception cref="RunUndone">The run is taken back, or has been.</exception>
    public async Task<bool> CompleteAsync(Run run, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await connection.ScalarAsync<bool>(IsUndone, [new() { Value = run.Number }], cancellationToken))
            throw new RunUndone(run.Plan.RunId);

        if (!await connection.ScalarAsync<bool>(IsPlanned, [new() { Value = run.Number }], cancellationToken))
            throw new MergeIncomplete($"The merge of run '{run.Plan.RunId}' has not been planned.");

        var unmerged = await connection.ScalarAsync<long>(CountUnmerged, [new() { Value = run.Number }], cancellationToken);
        if (unmerged > 0)
            throw new MergeIncomplete($"{unmerged} images of run '{run.Plan.RunId}' are not merged yet.");

        await connection.ExecuteAsync(NoteFinished, [new() { Value = run.Number }], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return await TableRemoval.TryDropAsync(connection, run.ScratchTables, cancellationToken);
    }
}

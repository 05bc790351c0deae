using System.Text.Json;
using Amazon.Lambda.Core;
using Catalog;
using Catalog.Ledger;
using Catalog.Merge;
using Catalog.Undo;
using Hosting;
using Hosting.Settings;
using Ingest.Messages;
using Ingest.Settings;
using Npgsql;

namespace Ingest;

/// <summary>Takes a run back, batch by batch: each image's tags become what they were before it, and what others did since stays.</summary>
internal sealed class UndoIngest(NpgsqlDataSource database)
{
    /// <summary>Blocks of what the run remembered in a batch: some 8,000 images.</summary>
    private const int BatchBlocks = 128;

    /// <summary>How long rows may stay locked by others, after all the rest is restored or while it is.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <exception cref="InvalidSettings">The input is not what it must be.</exception>
    /// <exception cref="UnknownRun">There is no such run.</exception>
    /// <exception cref="UnknownTable">The catalog table is gone.</exception>
    /// <exception cref="LaterRun">A later run stands on what this one wrote.</exception>
    /// <exception cref="UndoExpired">What the run remembered has been removed.</exception>
    /// <exception cref="RowsLocked">Others have held rows of the catalog all the time.</exception>
    /// <exception cref="UpdateSuppressed">Something in the database keeps rows of the catalog from being updated.</exception>
    public async Task<UndoProgress> HandleAsync(JsonElement input, Deadline deadline, ILambdaLogger logger, InvocationMetrics metrics)
    {
        var runId = UndoInput.Read(input);
        metrics.Note("runId", runId);
        var run = await new RunLedger(database).FindAsync(runId, deadline.Token);
        var table = await CatalogTable.FindAsync(database, run.Plan.Table, deadline.Token);
        await new UndoStart(database).BeginAsync(run, deadline.Token);
        var restorer = new TagRestorer(database, run, table);
        var postponed = new PostponedRestores(database, run, table, Patience);
        var progress = await WorkLoop.RunAsync(
            async () => await restorer.RestoreBatchAsync(BatchBlocks, deadline.Token) || await postponed.RestoreNextAsync(deadline.Token),
            deadline);

        // Where time is up, what has been committed is still to be told: one row, by its key.
        var (restored, isDone) = await new UndoCompletion(database).CompleteAsync(
            run, progress.Done ? deadline.Token : CancellationToken.None);
        logger.LogInformation(
            "Run {runId}: {restored} images restored, {outcome}.", runId, restored, isDone ? "the run is taken back" : "not all yet");
        return new UndoProgress(runId, restored, isDone);
    }
}

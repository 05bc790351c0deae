using Amazon.Lambda.Core;
using Catalog;
using Catalog.Ledger;
using Catalog.Merge;
using Catalog.Undo;
using Hosting;
using Ingest.Hosting;
using Ingest.Messages;
using Npgsql;

namespace Ingest;

/// <summary>Fourth, a few at once: brings one share of the staged tags into the catalog, batch by batch.</summary>
internal sealed class MergeTags(NpgsqlDataSource database)
{
    /// <summary>How long rows may stay locked by others, after all the rest is merged or while it is.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <exception cref="StagingLost">Staged rows are gone.</exception>
    /// <exception cref="RowsLocked">Others have held rows of the catalog all the time.</exception>
    /// <exception cref="UpdateSuppressed">Something in the database keeps rows of the catalog from being updated.</exception>
    /// <exception cref="RunUndone">The run is taken back, or has been.</exception>
    /// <exception cref="UndoInProgress">Another run of the same provider over the same table is just being taken back.</exception>
    public async Task<WorkProgress> HandleAsync(
        PartitionRequest request, Deadline deadline, ILambdaLogger logger, InvocationMetrics metrics)
    {
        metrics.Note("runId", request.RunId);
        metrics.Note("partition", request.Partition);
        var run = await new RunLedger(database).GetAsync(request.RunId, deadline.Token);
        var table = await CatalogTable.FindAsync(database, run.Plan.Table, deadline.Token);
        var merger = new TagMerger(database, run, table, request.Settings.Mode);
        var postponed = new PostponedRows(database, run, table, request.Settings.Mode, Patience);
        try
        {
            var progress = await WorkLoop.RunAsync(
                async () =>
                    await merger.MergeBatchAsync(request.Partition, request.Settings.BatchRows, deadline.Token)
                    || await postponed.MergeNextAsync(request.Partition, deadline.Token),
                deadline);
            logger.LogInformation(
                "Run {runId}, partition {partition}: {outcome}.",
                request.RunId,
                request.Partition,
                progress.Done ? "nothing more to merge" : "more to merge");
            return progress;
        }
        finally
        {
            // What a worker that fails had committed before counts too.
            metrics.Add(IngestMetric.Changed, merger.Changed + postponed.Changed);
        }
    }
}

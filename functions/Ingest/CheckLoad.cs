using Amazon.Lambda.Core;
using Catalog;
using Catalog.DryRuns;
using Catalog.Ledger;
using Catalog.Merge;
using Catalog.Planning;
using Hosting;
using Ingest.Hosting;
using Ingest.Messages;
using Ingest.Settings;
using Npgsql;

namespace Ingest;

/// <summary>Third: makes sure that every byte of the source is accounted for, and decides what the merge does in which order.</summary>
internal sealed class CheckLoad(NpgsqlDataSource database)
{
    /// <exception cref="TooManyRejects">More lines are unreadable than the run tolerates.</exception>
    /// <exception cref="LoadIncomplete">A shard did not come to its end.</exception>
    /// <exception cref="StagingLost">Staged rows are gone.</exception>
    public async Task<MergePartitions> HandleAsync(RunRequest request, Deadline deadline, ILambdaLogger logger, InvocationMetrics metrics)
    {
        metrics.Note("runId", request.RunId);
        var run = await new RunLedger(database).GetAsync(request.RunId, deadline.Token);
        var totals = await new ShardLedger(database).TotalsAsync(run, deadline.Token);
        if (totals.HasTooManyRejects(request.Settings.RejectTolerance, run.Plan.Source.Size))
        {
            Measure(totals, metrics);
            throw new TooManyRejects(run, totals, request.Settings.RejectTolerance);
        }

        if (totals.ShardsDone != run.Plan.Shards || totals.Bytes != run.Plan.Source.Size)
        {
            throw new LoadIncomplete(
                $"{totals.ShardsDone} of {run.Plan.Shards} shards are loaded, and {totals.Bytes} of {run.Plan.Source.Size} bytes "
                + "are accounted for. The child executions of the failed shards tell why. Start a new execution.");
        }

        logger.LogInformation("Run {runId}: {totals}.", request.RunId, totals);
        var table = await CatalogTable.FindAsync(database, run.Plan.Table, deadline.Token);
        if (run.Plan.DryRun)
        {
            await new SampleComparison(database, run, table, request.Settings.Mode).CompareAsync(deadline.Token);
            Measure(totals, metrics);
            return new MergePartitions([], Done: true);
        }

        var planner = new MergePlanner(database, run, table);
        var progress = await WorkLoop.RunAsync(
            () => planner.AdvanceAsync(totals.Staged, request.Settings.MergeConcurrency, deadline.Token), deadline);
        if (!progress.Done)
            return new MergePartitions([], Done: false);

        Measure(totals, metrics);
        return new MergePartitions(await planner.PartitionsAsync(deadline.Token), Done: true);
    }

    private static void Measure(LoadTotals totals, InvocationMetrics metrics)
    {
        metrics.Add(IngestMetric.Records, totals.Records);
        metrics.Add(IngestMetric.Labels, totals.Labels);
        metrics.Add(IngestMetric.Rows, totals.Staged);
        metrics.Add(IngestMetric.Rejects, totals.Rejected);
        metrics.Add(IngestMetric.Bytes, totals.Bytes);
    }
}

using Amazon.Lambda.Core;
using Catalog.Estimates;
using Catalog.Ledger;
using Catalog.Merge;
using Catalog.Runs;
using Catalog.Statistics;
using Catalog.Undo;
using Hosting;
using Ingest.Hosting;
using Ingest.Messages;
using Npgsql;

namespace Ingest;

/// <summary>Last: closes the run and tells what became of it.</summary>
internal sealed class FinishIngest(NpgsqlDataSource database)
{
    /// <exception cref="MergeIncomplete">Rows of the run are not merged yet.</exception>
    /// <exception cref="RunUndone">The run is taken back, or has been.</exception>
    public async Task<RunSummary> HandleAsync(RunRequest request, Deadline deadline, ILambdaLogger logger, InvocationMetrics metrics)
    {
        metrics.Note("runId", request.RunId);
        var run = await new RunLedger(database).GetAsync(request.RunId, deadline.Token);
        await new RunStatistics(database).SumAsync(run, deadline.Token);
        await new RunCompletion(database).CompleteAsync(run, deadline.Token);
        var summary = await new RunSummaries(database).ReadAsync(request.RunId, deadline.Token);
        var workers = new RunWorkers(request.Settings.LoadConcurrency, request.Settings.MergeConcurrency);
        summary = summary with { Estimate = await new RunEstimates(database).FindAsync(run, summary, workers, deadline.Token) };
        Measure(summary, metrics);
        logger.LogInformation("Run {runId}: {summary}.", request.RunId, summary);
        return summary;
    }

    private static void Measure(RunSummary summary, InvocationMetrics metrics)
    {
        metrics.Add(IngestMetric.Records, summary.Records);
        metrics.Add(IngestMetric.Labels, summary.Labels);
        metrics.Add(IngestMetric.Rows, summary.Staged);
        metrics.Add(IngestMetric.Rejects, summary.Rejected);
        metrics.Add(IngestMetric.Bytes, summary.Bytes);
        metrics.Add(IngestMetric.Changed, summary.Changed ?? 0);
        AddSeconds("Plan", summary.Seconds.Plan);
        AddSeconds("Load", summary.Seconds.Load);
        AddSeconds("Check", summary.Seconds.Check);
        AddSeconds("Merge", summary.Seconds.Merge);
        AddSeconds("Finish", summary.Seconds.Finish);
        AddSeconds("Total", summary.Seconds.Total);

        void AddSeconds(string phase, double? seconds)
        {
            if (seconds is { } value)
                metrics.Add(IngestMetric.SecondsOf(phase), value);
        }
    }
}

using Amazon.Lambda.Core;
using Amazon.S3;
using Catalog.Estimates;
using Catalog.Ledger;
using Catalog.Merge;
using Catalog.Runs;
using Catalog.Statistics;
using Catalog.Undo;
using Hosting;
using Hosting.Settings;
using Hosting.Storage;
using Ingest.Hosting;
using Ingest.Messages;
using Ingest.Report;
using Ingest.Settings;
using Labels.Statistics;
using Npgsql;

namespace Ingest;

/// <summary>Last: closes the run, tells what became of it and writes the report.</summary>
internal sealed class FinishIngest(NpgsqlDataSource database, IAmazonS3 s3, string bucket)
{
    /// <exception cref="InvalidSettings">The results bucket cannot be written to.</exception>
    /// <exception cref="MergeIncomplete">Rows of the run are not merged yet.</exception>
    /// <exception cref="RunUndone">The run is taken back, or has been.</exception>
    public async Task<RunSummary> HandleAsync(RunRequest request, Deadline deadline, ILambdaLogger logger, InvocationMetrics metrics)
    {
        metrics.Note("runId", request.RunId);
        var run = await new RunLedger(database).GetAsync(request.RunId, deadline.Token);
        var statistics = await SumAsync(run, deadline, logger);
        if (!await new RunCompletion(database).CompleteAsync(run, deadline.Token))
            logger.LogWarning("Run {runId}: somebody holds what it staged. A later run's plan removes that.", request.RunId);

        var summary = await new RunSummaries(database).ReadAsync(request.RunId, deadline.Token);
        var workers = new RunWorkers(request.Settings.LoadConcurrency, request.Settings.MergeConcurrency);
        summary = summary with { Estimate = await new RunEstimates(database).FindAsync(run, summary, workers, deadline.Token) };
        var page = await ReportAsync(run, summary, statistics, request.Settings, deadline.Token);
        Measure(summary, metrics);
        logger.LogInformation("Run {runId}: {summary}. {page}.", request.RunId, summary, page);
        return summary with { Report = $"{page}" };
    }

    /// <summary>A run is not held up by what is only told of it.</summary>
    private async Task<LabelStatistics?> SumAsync(Run run, Deadline deadline, ILambdaLogger logger)
    {
        try
        {
            return await new RunStatistics(database).SumAsync(run, deadline.Token);
        }
        catch (UnreadableStatistics e)
        {
            logger.LogWarning("Run {runId}: the report goes without statistics. {reason}", run.Plan.RunId, e.Message);
            return null;
        }
    }

    private async Task<ObjectLocation> ReportAsync(
        Run run, RunSummary summary, LabelStatistics? statistics, IngestSettings settings, CancellationToken cancellationToken)
    {
        var rejects = await new RejectLedger(database).CountAsync(run, RejectExamples.OfReason, cancellationToken);
        var report = new RunReport(
            summary,
            run.Plan.StartedAt,
            run.Plan.Source,
            settings,
            statistics?.ToReport(),
            await new RejectExamples(s3, bucket).ShowAsync(rejects, cancellationToken),
            await PreviousRun.FindAsync(database, run, cancellationToken));
        return await new RunReportWriter(s3, bucket).WriteAsync(report, cancellationToken);
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

using Amazon.Lambda.Core;
using Amazon.S3;
using Catalog.DryRuns;
using Catalog.Ledger;
using Catalog.Staging;
using Hosting;
using Ingest.Hosting;
using Ingest.Messages;
using Ingest.Storage;
using Labels.Lines;
using Labels.Records;
using Labels.Statistics;
using Labels.Tags;
using Npgsql;

namespace Ingest;

/// <summary>
/// Second, many at once: reads the lines of one shard and stages their tags, chunk by chunk. A chunk's rows and the note of them in the
/// ledger commit together, so wherever a worker is stopped, another one goes on after the last line that is staged.
/// </summary>
internal sealed class LoadShard(NpgsqlDataSource database, IAmazonS3 s3, RejectStore rejectStore)
{
    private readonly CopyBuffer rows = new();

    public async Task<WorkProgress> HandleAsync(ShardRequest request, Deadline deadline, ILambdaLogger logger, InvocationMetrics metrics)
    {
        metrics.Note("runId", request.RunId);
        metrics.Note("shard", request.Shard);
        var run = await new RunLedger(database).GetAsync(request.RunId, deadline.Token);
        var ledger = new ShardLedger(database);
        ShardReading? reading = null;
        try
        {
            var progress = await WorkLoop.RunAsync(
                async () =>
                {
                    if (await HasTooManyRejectsAsync(ledger, run, request, deadline))
                    {
                        // CheckLoad comes to the same verdict, and ends the run with its name.
                        logger.LogWarning(
                            "Run {runId}, shard {shard}: too many lines of the file are unreadable.", request.RunId, request.Shard);
                        return false;
                    }

                    reading ??= await OpenAsync(ledger, run, request, deadline);
                    if (reading is null)
                        return false;

                    var (isCommitted, isDone) = await LoadChunkAsync(reading, run, request.Shard, deadline, metrics);
                    if (isCommitted)
                        return !isDone;

                    // Another worker is ahead on this shard. The ledger knows where it is.
                    await reading.DisposeAsync();
                    reading = null;
                    return true;
                },
                deadline);
            logger.LogInformation(
                "Run {runId}, shard {shard}: {outcome}.", request.RunId, request.Shard, progress.Done ? "nothing more to load" : "more to load");
            return progress;
        }
        finally
        {
            if (reading is not null)
                await reading.DisposeAsync();
        }
    }

    /// <returns>The shard, read up to where it is staged; null where it is staged to its end.</returns>
    private async Task<ShardReading?> OpenAsync(ShardLedger ledger, Run run, ShardRequest request, Deadline deadline)
    {
        var progress = await ledger.ProgressAsync(run, request.Shard, deadline.Token);
        if (progress.Done)
            return null;

        var range = ByteRange.OfShard(request.Shard, request.Settings.ShardBytes, run.Plan.Source.Size);
        return await ShardReading.OpenAsync(
            s3, run.Plan.Source, range, progress.NextByte, new LineTagger(request.Settings.TagOptions()), deadline.Token);
    }

    private async Task<(bool IsCommitted, bool IsDone)> LoadChunkAsync(
        ShardReading reading, Run run, long shard, Deadline deadline, InvocationMetrics metrics)
    {
        using var rejects = new RejectedLines(run, reading.NextByte);
        await using var chunk = await StagingChunk.BeginAsync(database, run, rows, deadline.Token);
        var part = await ReadChunkAsync(reading, ImageSample.Of(run.Plan), shard, chunk, rejects, deadline);
        if (part.NextByte == part.FirstByte && !part.Done)
            throw new OutOfTime($"Shard {shard}: the line at byte {part.FirstByte} did not end in the time there was.");

        part = part with { Rejects = await rejects.SaveAsync(rejectStore, part.NextByte, deadline.Token) };
        var isCommitted = await chunk.CommitAsync(part, deadline.Token);
        if (isCommitted)
            Measure(part, metrics);

        return (isCommitted, part.Done);
    }

    private static void Measure(ShardPart part, InvocationMetrics metrics)
    {
        metrics.Add(IngestMetric.Records, part.Counts.Records);
        metrics.Add(IngestMetric.Labels, part.Counts.Labels);
        metrics.Add(IngestMetric.Rows, part.Counts.Staged);
        metrics.Add(IngestMetric.Rejects, part.Counts.Rejected);
        metrics.Add(IngestMetric.Bytes, part.NextByte - part.FirstByte);
    }

    private async Task<ShardPart> ReadChunkAsync(
        ShardReading reading, ImageSample sample, long shard, StagingChunk chunk, RejectedLines rejects, Deadline deadline)
    {
        var counts = new LoadCounts();
        var statistics = new LabelStatistics();
        var firstByte = reading.NextByte;
        var more = true;
        while (more && reading.NextByte - firstByte < StagingChunk.SourceBytes && !rejects.IsFull && !deadline.IsNear)
        {
            TakeLines(reading, sample, counts, statistics, rejects);
            await chunk.SendAsync(deadline.Token);
            more = rejects.IsFull || await reading.Lines.ReadAsync(deadline.Token);
        }

        return new ShardPart(shard, firstByte, reading.NextByte, Done: !more, counts, statistics, Rejects: []);
    }

    private void TakeLines(
        ShardReading reading, ImageSample sample, LoadCounts counts, LabelStatistics statistics, RejectedLines rejects)
    {
        while (!rejects.IsFull && reading.Lines.TryTake(out var line))
        {
            rows.BeginRow();
            var tagged = reading.Tagger.Tag(line, rows, statistics);
            if (tagged.Tags > 0 && sample.Takes(tagged.ImageId))
                rows.EndRow(line.Offset, tagged.ImageId, reading.Tagger.TagHashes);
            else
                rows.CancelRow();

            if (tagged.Reason != RejectReason.None)
                rejects.Add(line, tagged.Reason);

            counts.Add(tagged);
        }
    }

    private static async Task<bool> HasTooManyRejectsAsync(ShardLedger ledger, Run run, ShardRequest request, Deadline deadline)
    {
        var totals = await ledger.TotalsAsync(run, deadline.Token);
        return totals.HasTooManyRejects(request.Settings.RejectTolerance, run.Plan.Source.Size);
    }
}

using Amazon.Lambda.Core;
using Amazon.S3;
using Catalog.Ledger;
using Catalog.Staging;
using Ingest.Hosting;
using Ingest.Messages;
using Ingest.Storage;
using Labels.Lines;
using Labels.Records;
using Labels.Tags;
using Npgsql;

namespace Ingest;

/// <summary>
/// Second, many at once: reads the lines of one shard and stages their tags, chunk by chunk. A chunk's rows and the note of them in the
/// ledger commit together, so wherever a worker is stopped, another one goes on after the last line that is staged.
/// </summary>
internal sealed class LoadShard(NpgsqlDataSource database, IAmazonS3 s3, RejectStore rejectStore)
{
    /// <summary>Bytes of the source in a chunk: what is read again after a failure.</summary>
    private const long ChunkBytes = 32 * 1024 * 1024;

    /// <summary>Unreadable lines are held until the chunk ends, so a chunk with many of them ends sooner.</summary>
    private const long MaxHeldRejects = 8 * 1024 * 1024;

    private readonly CopyBuffer rows = new();

    public async Task<WorkProgress> HandleAsync(ShardRequest request, Deadline deadline, ILambdaLogger logger)
    {
        var run = await new RunLedger(database).GetAsync(request.RunId, deadline.Token);
        var ledger = new ShardLedger(database);
        while (!await HasTooManyRejectsAsync(ledger, run, request.Settings.RejectTolerance, deadline))
        {
            var progress = await ledger.ProgressAsync(run, request.Shard, deadline.Token);
            if (progress.Done)
                return new WorkProgress(Done: true);

            if (deadline.IsNear)
                return new WorkProgress(Done: false);

            await LoadAsync(request, run, progress.NextByte, deadline);
        }

        // CheckLoad ends the run with the error's name; there is no use in loading on.
        logger.LogWarning($"Run {request.RunId}, shard {request.Shard}: stopped, for too many lines of the file are unreadable.");
        return new WorkProgress(Done: true);
    }

    /// <summary>Loads chunks until the shard ends, time is short, lines turn out unreadable, or another worker is ahead.</summary>
    private async Task LoadAsync(ShardRequest request, Run run, long? resumeAt, Deadline deadline)
    {
        var source = run.Plan.Source;
        var range = ByteRange.OfShard(request.Shard, request.Settings.ShardBytes, source.Size);
        var tagger = new LineTagger(request.Settings.TagOptions());
        await using var stream = new SourceStream(s3, source, resumeAt ?? LineReader.FirstByteToRead(range), range.End);
        using var lines = new LineReader(stream, range, resumeAt);
        await lines.SeekFirstLineAsync(deadline.Token);

        ShardPart part;
        do
        {
            using var rejects = new RejectedLines(run, request.Shard, lines.NextOffset);
            await using var chunk = await StagingChunk.BeginAsync(database, run, rows, deadline.Token);
            part = await ReadPartAsync(request.Shard, lines, tagger, chunk, rejects, deadline);
            if (part.NextByte == part.FirstByte && !part.Done)
                throw new OutOfTime($"Shard {request.Shard}: the line at byte {part.FirstByte} did not end in the time there was.");

            await rejects.SaveAsync(rejectStore, deadline.Token);
            if (!await chunk.CommitAsync(part, deadline.Token))
                return;
        }
        while (!part.Done && part.Rejects.Count == 0 && !deadline.IsNear);
    }

    private async Task<ShardPart> ReadPartAsync(
        long shard, LineReader lines, LineTagger tagger, StagingChunk chunk, RejectedLines rejects, Deadline deadline)
    {
        var counts = new LoadCounts();
        var firstByte = lines.NextOffset;
        var more = true;
        while (more && lines.NextOffset - firstByte < ChunkBytes && rejects.HeldBytes < MaxHeldRejects && !deadline.IsNear)
        {
            TakeLines(lines, tagger, counts, rejects);
            await chunk.SendAsync(deadline.Token);
            more = await lines.ReadAsync(deadline.Token);
        }

        return new ShardPart(shard, firstByte, lines.NextOffset, Done: !more, counts, rejects.Rejects);
    }

    private void TakeLines(LineReader lines, LineTagger tagger, LoadCounts counts, RejectedLines rejects)
    {
        while (lines.TryTake(out var line))
        {
            rows.BeginRow();
            var tagged = tagger.Tag(line, rows);
            if (tagged.Tags > 0)
                rows.EndRow(line.Offset, tagged.ImageId);
            else
                rows.CancelRow();

            if (tagged.Reason != RejectReason.None)
                rejects.Add(line, tagged.Reason);

            counts.Add(tagged);
        }
    }

    private static async Task<bool> HasTooManyRejectsAsync(ShardLedger ledger, Run run, double tolerance, Deadline deadline)
    {
        var totals = await ledger.TotalsAsync(run, deadline.Token);
        return totals.HasTooManyRejects(tolerance, run.Plan.Source.Size);
    }
}

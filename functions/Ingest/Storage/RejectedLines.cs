using Catalog.Ledger;
using Labels.Lines;
using Labels.Records;

namespace Ingest.Storage;

/// <summary>
/// The unreadable lines of one chunk, as they stand in the source: once mended, what is kept of them is a label file again. Object names
/// follow from the place in the source, so that a chunk which is loaded again overwrites what it wrote before.
/// </summary>
internal sealed class RejectedLines(Run run, long shard, long firstByte) : IDisposable
{
    private readonly MemoryStream lines = new();
    private readonly List<Reject> rejects = [];
    private readonly string key = $"rejects/{run.Plan.RunId}/shard-{shard:D6}-byte-{firstByte:D13}.jsonl";

    public IReadOnlyList<Reject> Rejects => rejects;

    /// <summary>Bytes that are held until they are saved.</summary>
    public long HeldBytes => lines.Length;

    public void Add(Line line, RejectReason reason)
    {
        if (line.IsTooLong)
        {
            rejects.Add(new Reject(line.Offset, line.Length, reason, $"rejects/{run.Plan.RunId}/byte-{line.Offset:D13}.line", 0));
            return;
        }

        rejects.Add(new Reject(line.Offset, line.Length, reason, key, lines.Length));
        lines.Write(line.Raw);
        lines.WriteByte((byte)'\n');
    }

    public async Task SaveAsync(RejectStore store, CancellationToken cancellationToken)
    {
        if (lines.Length > 0)
            await store.SaveAsync(key, lines, cancellationToken);

        foreach (var reject in rejects)
        {
            if (reject.Reason == RejectReason.LineTooLong)
                await store.CopyAsync(reject.ObjectKey, run.Plan.Source, reject.Offset, reject.Length, cancellationToken);
        }
    }

    public void Dispose() => lines.Dispose();
}

using Catalog.Ledger;
using Labels.Lines;
using Labels.Records;

namespace Ingest.Storage;

/// <summary>
/// The unreadable lines of one chunk, as they stand in the source: once mended, what is kept of them is a label file again. Object names
/// follow from the place in the source, first byte and next: whoever loads the same bytes again writes the same object, and nobody who
/// loads others overwrites it.
/// </summary>
internal sealed class RejectedLines(Run run, long firstByte) : IDisposable
{
    /// <summary>Lines are held until the chunk ends, so a chunk with many of them must end sooner.</summary>
    private const int MaxBytes = 8 * 1024 * 1024;

    private const int MaxLines = 10_000;

    private readonly MemoryStream lines = new();
    private readonly List<Reject> rejects = [];

    /// <summary>It is time to end the chunk.</summary>
    public bool IsFull => lines.Length >= MaxBytes || rejects.Count >= MaxLines;

    public void Add(Line line, RejectReason reason)
    {
        rejects.Add(new Reject(line.Offset, line.Length, reason, ObjectKey: "", line.IsTooLong ? 0 : lines.Length));
        if (line.IsTooLong)
            return;

        lines.Write(line.Raw);
        lines.WriteByte((byte)'\n');
    }

    /// <param name="store">Takes the lines.</param>
    /// <param name="nextByte">Where the chunk ended.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What the ledger is to know of them.</returns>
    public async Task<IReadOnlyList<Reject>> SaveAsync(RejectStore store, long nextByte, CancellationToken cancellationToken)
    {
        var key = $"rejects/{run.Plan.RunId}/bytes-{firstByte:D13}-{nextByte:D13}.jsonl";
        if (lines.Length > 0)
            await store.SaveAsync(key, lines, cancellationToken);

        var saved = new List<Reject>(rejects.Count);
        foreach (var reject in rejects)
        {
            if (reject.Reason != RejectReason.LineTooLong)
            {
                saved.Add(reject with { ObjectKey = key });
                continue;
            }

            var keyOfLine = $"rejects/{run.Plan.RunId}/byte-{reject.Offset:D13}.line";
            await store.CopyAsync(keyOfLine, run.Plan.Source, reject.Offset, reject.Length, cancellationToken);
            saved.Add(reject with { ObjectKey = keyOfLine });
        }

        return saved;
    }

    public void Dispose() => lines.Dispose();
}

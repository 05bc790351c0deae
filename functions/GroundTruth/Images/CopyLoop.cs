using GroundTruth.Images.Products;
using Hosting;

namespace GroundTruth.Images;

/// <summary>Many images on their way at a time, and what became of them in the order of the file.</summary>
internal static class CopyLoop
{
    /// <summary>How far the fastest image may be ahead of the slowest: a dead server must not hold up the others for long.</summary>
    private const int Window = 512;

    /// <summary>Nor may what is held of them grow with what a row holds.</summary>
    private const long WindowBytes = 16 * 1024 * 1024;

    /// <summary>Takes products until there are no more, or time is short.</summary>
    public static async Task RunAsync(ProductFile products, ImageCopier copier, CopyReport report, Deadline deadline)
    {
        var pending = new Queue<Task<CopyOutcome>>();
        var pendingBytes = 0L;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token);
        try
        {
            await foreach (var row in products.ReadAsync(CancellationToken.None))
            {
                if (deadline.IsNear)
                {
                    report.Interrupt();
                    break;
                }

                pending.Enqueue(copier.CopyAsync(row, deadline, stop.Token));
                pendingBytes += row.Bytes;
                while (pending.Count >= Window || pendingBytes >= WindowBytes || (pending.TryPeek(out var next) && next.IsCompleted))
                {
                    var outcome = await pending.Dequeue();
                    pendingBytes -= outcome.Row.Bytes;
                    report.Add(outcome);
                }
            }

            while (pending.TryDequeue(out var next))
                report.Add(await next);
        }
        finally
        {
            // Where one cannot be written the others are not awaited, but nothing may go on behind an invocation's back.
            await stop.CancelAsync();
            await ((Task)Task.WhenAll(pending)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

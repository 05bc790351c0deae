using Amazon.S3;
using Catalog.Ledger;
using Hosting.Storage;

namespace Ingest.Storage;

/// <summary>
/// The label file from some byte on, read in ranges: a first one that ends a little after what is surely needed, then as much more as
/// is asked for. A body that breaks off is taken up again where it broke.
/// </summary>
internal sealed class SourceStream(IAmazonS3 s3, SourceVersion source, long from, long expectedEnd) : Stream
{
    /// <summary>What a shard usually needs past its end to finish its last line.</summary>
    private const int Margin = 64 * 1024;

    /// <summary>What is asked for where that was not enough: the line is a long one.</summary>
    private const int FollowingRange = 8 * 1024 * 1024;

    private const int MaxFailures = 5;

    /// <summary>A connection on which nothing comes for so long is given up, and another one made.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private long position = from;
    private long rangeEnd = from;
    private long nextRange = Math.Max(expectedEnd - from, 0) + Margin;
    private Stream? body;
    private CancellationTokenSource? silence;
    private int failures;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => source.Size;

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    /// <returns>0 only at the end of the file.</returns>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (position < source.Size)
        {
            try
            {
                body ??= await OpenRangeAsync(cancellationToken);
                silence ??= CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                silence.CancelAfter(LongestSilence);
                var read = await body.ReadAsync(buffer, silence.Token);
                silence.CancelAfter(Timeout.InfiniteTimeSpan);
                if (read == 0 && position < rangeEnd)
                    throw new EndOfStreamException("The body ended early.");

                position += read;
                failures = 0;
                if (position == rangeEnd)
                    CloseRange();

                if (read > 0)
                    return read;
            }
            catch (Exception e) when (StorageUnavailable.Explains(e) && !cancellationToken.IsCancellationRequested)
            {
                CloseRange();
                if (++failures > MaxFailures)
                    throw new StorageUnavailable($"{source} could not be read at byte {position}", e);

                await PauseAsync(cancellationToken);
            }
        }

        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        CloseRange();
        base.Dispose(disposing);
    }

    private async Task<Stream> OpenRangeAsync(CancellationToken cancellationToken)
    {
        if (position == rangeEnd)
        {
            rangeEnd = Math.Min(position + nextRange, source.Size);
            nextRange = FollowingRange;
        }

        var response = await SourceObject.GetAsync(s3, source, position, rangeEnd, cancellationToken);
        return response.ResponseStream;
    }

    private void CloseRange()
    {
        body?.Dispose();
        body = null;
        silence?.Dispose();
        silence = null;
    }

    /// <summary>Twice as long each time, and never the same for two workers that failed together.</summary>
    private Task PauseAsync(CancellationToken cancellationToken) =>
        Task.Delay(FirstPause * Math.Pow(2, failures) * Random.Shared.NextDouble(), cancellationToken);
}

using Amazon.S3;
using Catalog.Ledger;
using Labels.Lines;
using Labels.Tags;

namespace Ingest.Storage;

/// <summary>The lines of a shard as they come from S3, and what makes tags of them.</summary>
internal sealed class ShardReading : IAsyncDisposable
{
    private readonly SourceStream stream;

    private ShardReading(SourceStream stream, LineReader lines, LineTagger tagger)
    {
        this.stream = stream;
        Lines = lines;
        Tagger = tagger;
    }

    public LineReader Lines { get; }

    public LineTagger Tagger { get; }

    /// <summary>Offset of the first line that has not been taken.</summary>
    public long NextByte => Lines.NextOffset;

    /// <param name="s3">Where the source is.</param>
    /// <param name="source">The label file.</param>
    /// <param name="range">The shard's bytes.</param>
    /// <param name="resumeAt">Start of the first line that is not staged, or null where none is.</param>
    /// <param name="tagger">Makes tags of the lines.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ShardReading> OpenAsync(
        IAmazonS3 s3, SourceVersion source, ByteRange range, long? resumeAt, LineTagger tagger, CancellationToken cancellationToken)
    {
        var stream = new SourceStream(s3, source, resumeAt ?? LineReader.FirstByteToRead(range), range.End);
        var reading = new ShardReading(stream, new LineReader(stream, range, resumeAt), tagger);
        try
        {
            await reading.Lines.SeekFirstLineAsync(cancellationToken);
            return reading;
        }
        catch
        {
            await reading.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        Lines.Dispose();
        return stream.DisposeAsync();
    }
}

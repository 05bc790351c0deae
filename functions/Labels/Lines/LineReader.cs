using System.Buffers;

namespace Labels.Lines;

/// <summary>
/// Reads the lines that begin in a byte range, each exactly once whatever the ranges: a line belongs to the range in which its
/// first byte lies. The last one is read to its end, past the range if need be.
/// </summary>
/// <remarks>
/// The source is a stream that starts at <see cref="FirstByteToRead"/>, or at <c>resumeAt</c>, and goes on to the end of the file;
/// no more of it is read than the range needs. Memory is one buffer, which grows with the longest line up to
/// <see cref="Line.MaxLength"/>.
/// </remarks>
public sealed class LineReader : IDisposable
{
    private const int InitialBufferSize = 256 * 1024;
    private const byte LineFeed = (byte)'\n';

    private readonly Stream source;
    private readonly ByteRange range;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(InitialBufferSize);
    private int lineStart;
    private int searched;
    private int filled;
    private bool sourceEnded;
    private bool seeksLineStart;

    /// <summary>Length of a line too long to hold that was dropped from the buffer so far.</summary>
    private long dropped;

    /// <param name="source">The file from <see cref="FirstByteToRead"/>, or from <paramref name="resumeAt"/> where that is given.</param>
    /// <param name="range">The lines that begin here are read.</param>
    /// <param name="resumeAt">
    /// Where an earlier reader of this range stopped: its <see cref="NextOffset"/>, which is known to be the start of a line.
    /// </param>
    public LineReader(Stream source, ByteRange range, long? resumeAt = null)
    {
        this.source = source;
        this.range = range;
        seeksLineStart = resumeAt is null && range.Start > 0;
        NextOffset = resumeAt ?? FirstByteToRead(range);
    }

    /// <summary>
    /// Offset of the next line that has not been taken: everything before it, from the first line of the range on, has been.
    /// When all is read it is the first line start at or after the range's end, or the end of the file.
    /// </summary>
    public long NextOffset { get; private set; }

    /// <summary>
    /// One byte before the range, so that a line that begins exactly at its start is told from one that began earlier.
    /// </summary>
    public static long FirstByteToRead(ByteRange range) => Math.Max(0, range.Start - 1);

    /// <summary>
    /// Finds the first line start of the range, to be called once before the first line. Without one (all of the range is the
    /// middle of a line), <see cref="NextOffset"/> is the end of the range and there are no lines.
    /// </summary>
    public async ValueTask SeekFirstLineAsync(CancellationToken cancellationToken)
    {
        while (seeksLineStart)
        {
            // The line feed that counts lies before the last byte of the range: the line after it must begin inside.
            var inRange = (int)Math.Min(filled, range.End - 1 - NextOffset);
            var lineFeed = inRange > 0 ? buffer.AsSpan(0, inRange).IndexOf(LineFeed) : -1;
            if (lineFeed >= 0)
            {
                lineStart = searched = lineFeed + 1;
                NextOffset += lineFeed + 1;
                seeksLineStart = false;
            }
            else if (sourceEnded || NextOffset + filled >= range.End - 1)
            {
                NextOffset = range.End;
                seeksLineStart = false;
            }
            else
            {
                NextOffset += filled;
                filled = 0;
                await FillAsync(cancellationToken);
            }
        }
    }

    /// <summary>The next line, if it can be had without reading more.</summary>
    public bool TryTake(out Line line)
    {
        line = default;
        if (seeksLineStart || NextOffset >= range.End)
            return false;

        var unsearched = buffer.AsSpan(searched, filled - searched);
        var lineFeed = unsearched.IndexOf(LineFeed);
        if (lineFeed < 0)
        {
            searched = filled;
            if (!sourceEnded || (filled == lineStart && dropped == 0))
                return false;
        }

        var end = lineFeed < 0 ? filled : searched + lineFeed;
        var length = dropped + end - lineStart;
        var raw = length > Line.MaxLength ? [] : buffer.AsSpan(lineStart, end - lineStart);
        line = new Line(NextOffset, length, raw);

        NextOffset += lineFeed < 0 ? length : length + 1;
        lineStart = searched = lineFeed < 0 ? filled : end + 1;
        dropped = 0;
        return true;
    }

    /// <summary>Reads more of the source. False once every line of the range has been taken.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (NextOffset >= range.End || sourceEnded)
            return false;

        MakeRoom();
        await FillAsync(cancellationToken);
        return true;
    }

    public void Dispose()
    {
        if (buffer.Length == 0)
            return;

        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        var read = await source.ReadAsync(buffer.AsMemory(filled), cancellationToken);
        filled += read;
        sourceEnded = read == 0;
    }

    private void MakeRoom()
    {
        var kept = filled - lineStart;
        if (dropped + kept > Line.MaxLength)
        {
            dropped += kept;
            kept = 0;
            lineStart = searched = filled;
        }

        // Moving the beginning of a long line at every read would make its cost quadratic.
        if (buffer.Length - filled >= buffer.Length / 4)
            return;

        var target = kept > buffer.Length / 2 ? ArrayPool<byte>.Shared.Rent(buffer.Length * 2) : buffer;
        buffer.AsSpan(lineStart, kept).CopyTo(target);
        if (target != buffer)
            ArrayPool<byte>.Shared.Return(buffer);

        buffer = target;
        searched -= lineStart;
        filled = kept;
        lineStart = 0;
    }
}

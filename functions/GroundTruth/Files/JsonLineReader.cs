using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace GroundTruth.Files;

/// <summary>Reads a JSON Lines file as it comes. Blank lines are left out, and so is a byte order mark.</summary>
public static class JsonLineReader
{
    /// <summary>The longest line that is held, in bytes: 16 MiB.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

    private static readonly StreamPipeReaderOptions PipeOptions = new(bufferSize: 256 * 1024, minimumReadSize: 64 * 1024, leaveOpen: true);

    public static async IAsyncEnumerable<JsonLine> ReadAsync(Stream content, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(content, PipeOptions);
        var isTooLong = false;
        var number = 0L;
        ReadResult read;
        do
        {
            read = await reader.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            while (TryTake(ref rest, read.IsCompleted) is { } taken)
            {
                number++;
                var line = isTooLong ? new JsonLine(number, default, IsTooLong: true) : LineOf(number, taken);
                isTooLong = false;
                if (line.IsTooLong || line.Text.Span.IndexOfAnyExcept(" \t\r"u8) >= 0)
                    yield return line;
            }

            if (rest.Length > MaxLength)
            {
                isTooLong = true;
                rest = rest.Slice(rest.End);
            }

            reader.AdvanceTo(rest.Start, rest.End);
        }
        while (!read.IsCompleted);

        // Its last bytes were dropped before the file ended without a line feed.
        if (isTooLong)
            yield return new JsonLine(number + 1, default, IsTooLong: true);

        await reader.CompleteAsync();
    }

    /// <summary>The next line, if all of it is there.</summary>
    private static ReadOnlySequence<byte>? TryTake(ref ReadOnlySequence<byte> rest, bool isAll)
    {
        if (rest.PositionOf((byte)'\n') is { } lineFeed)
        {
            var line = rest.Slice(0, lineFeed);
            rest = rest.Slice(rest.GetPosition(1, lineFeed));
            return line;
        }

        if (!isAll || rest.IsEmpty)
            return null;

        var last = rest;
        rest = rest.Slice(rest.End);
        return last;
    }

    private static JsonLine LineOf(long number, ReadOnlySequence<byte> line)
    {
        if (line.Length > MaxLength)
            return new JsonLine(number, default, IsTooLong: true);

        var text = line.IsSingleSegment ? line.First : line.ToArray();
        return new JsonLine(number, number == 1 && text.Span.StartsWith("\uFEFF"u8) ? text[3..] : text, IsTooLong: false);
    }
}

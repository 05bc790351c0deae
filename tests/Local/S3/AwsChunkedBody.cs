using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace Local.S3;

/// <summary>
/// The <c>aws-chunked</c> encoding in which SDKs upload: the content in chunks with a header line each (its size in
/// hexadecimal, perhaps a signature), then lines of trailing headers such as a checksum. Signatures and checksums are not
/// verified: the way is short.
/// </summary>
internal static class AwsChunkedBody
{
    /// <returns>The number of bytes of content.</returns>
    /// <exception cref="S3Error">The body ends early, or is not in this encoding.</exception>
    public static async Task<long> CopyToAsync(PipeReader body, Stream destination, CancellationToken cancellationToken)
    {
        long total = 0;
        while (await ReadChunkSizeAsync(body, cancellationToken) is > 0 and var size)
        {
            await CopyAsync(body, destination, size, cancellationToken);
            if (await ReadLineAsync(body, cancellationToken) is not "")
                throw S3Error.IncompleteBody("A chunk is longer than its header says.");
            total += size;
        }

        while (await ReadLineAsync(body, cancellationToken) is { Length: > 0 })
        {
            // A trailing header.
        }

        return total;
    }

    private static async Task<long> ReadChunkSizeAsync(PipeReader body, CancellationToken cancellationToken)
    {
        var header = await ReadLineAsync(body, cancellationToken)
            ?? throw S3Error.IncompleteBody("The body ends before its last chunk.");
        return long.TryParse(header.Split(';')[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) && size >= 0
            ? size
            : throw S3Error.IncompleteBody("A chunk has no size.");
    }

    private static async Task CopyAsync(PipeReader body, Stream destination, long count, CancellationToken cancellationToken)
    {
        while (count > 0)
        {
            var read = await body.ReadAsync(cancellationToken);
            if (read.Buffer.IsEmpty && read.IsCompleted)
                throw S3Error.IncompleteBody("The body ends within a chunk.");
            var content = read.Buffer.Slice(0, Math.Min(count, read.Buffer.Length));
            foreach (var segment in content)
                await destination.WriteAsync(segment, cancellationToken);
            count -= content.Length;
            body.AdvanceTo(content.End);
        }
    }

    /// <returns>The line without its CRLF; null at the end of the body.</returns>
    private static async Task<string?> ReadLineAsync(PipeReader body, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            if (TryReadLine(read.Buffer, out var line, out var next))
            {
                body.AdvanceTo(next);
                return line;
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
                return null;
        }
    }

    private static bool TryReadLine(ReadOnlySequence<byte> buffer, out string line, out SequencePosition next)
    {
        var reader = new SequenceReader<byte>(buffer);
        var found = reader.TryReadTo(out ReadOnlySequence<byte> bytes, "\r\n"u8);
        line = found ? Encoding.ASCII.GetString(bytes) : "";
        next = reader.Position;
        return found;
    }
}

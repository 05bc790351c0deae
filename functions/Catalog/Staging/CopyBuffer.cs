using System.Buffers;
using System.Buffers.Binary;

namespace Catalog.Staging;

/// <summary>
/// Rows of the staging table in the binary format of COPY, encoded where they are sent from. A row's tags are written straight into it;
/// the parts that are only known afterwards are filled in when the row ends.
/// </summary>
public sealed class CopyBuffer : IBufferWriter<byte>
{
    /// <summary>A number of columns, then each value behind its length: offset (8 bytes), image (16 bytes), tags (version, text), hashes.</summary>
    private const int RowHeaderLength = 2 + 4 + 8 + 4 + 16 + 4 + 1;

    private const int OffsetAt = 2 + 4;
    private const int ImageAt = OffsetAt + 8 + 4;
    private const int TagsLengthAt = ImageAt + 16;
    private const byte JsonbVersion = 1;

    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, .. new byte[8]];
    private static readonly byte[] Trailer = [0xFF, 0xFF];

    private byte[] buffer = new byte[512 * 1024];
    private int rowStart;
    private int written;

    /// <summary>What is encoded and not yet sent.</summary>
    public ReadOnlyMemory<byte> Written => buffer.AsMemory(0, written);

    public void BeginRow()
    {
        rowStart = written;
        GetSpan(RowHeaderLength)[..RowHeaderLength].Clear();
        written += RowHeaderLength;
    }

    /// <param name="byteOffset">Where the line begins in the file.</param>
    /// <param name="image">The image it is about.</param>
    /// <param name="tagHashes">Four bytes for each of the tags that were written.</param>
    public void EndRow(long byteOffset, Guid image, ReadOnlySpan<byte> tagHashes)
    {
        var tagsEnd = written;
        BinaryPrimitives.WriteInt32BigEndian(GetSpan(sizeof(int)), tagHashes.Length);
        written += sizeof(int);
        this.Write(tagHashes);

        var row = buffer.AsSpan(rowStart);
        BinaryPrimitives.WriteInt16BigEndian(row, 4);
        BinaryPrimitives.WriteInt32BigEndian(row[(OffsetAt - 4)..], 8);
        BinaryPrimitives.WriteInt64BigEndian(row[OffsetAt..], byteOffset);
        BinaryPrimitives.WriteInt32BigEndian(row[(ImageAt - 4)..], 16);
        image.TryWriteBytes(row[ImageAt..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(row[TagsLengthAt..], tagsEnd - rowStart - RowHeaderLength + 1);
        row[RowHeaderLength - 1] = JsonbVersion;
    }

    /// <summary>Takes back the row that was begun.</summary>
    public void CancelRow() => written = rowStart;

    public void Clear() => written = 0;

    public void Advance(int count) => written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return buffer.AsMemory(written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return buffer.AsSpan(written);
    }

    internal void WriteHeader() => this.Write(Header);

    internal void WriteTrailer() => this.Write(Trailer);

    private void Reserve(int count)
    {
        if (buffer.Length - written < count)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, written + count));
    }
}

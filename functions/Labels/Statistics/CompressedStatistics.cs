using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace Labels.Statistics;

/// <summary>
/// The form in which statistics are stored: a version, the length of what follows when it is unpacked, and that, packed by Brotli.
/// </summary>
internal static class CompressedStatistics
{
    public delegate LabelStatistics ContentReader(ref VarintReader reader);

    private const byte Version = 1;

    /// <summary>32 MiB. As many names as are kept, each as long as is kept, need some 20.</summary>
    private const int MostBytes = 32 * 1024 * 1024;

    private const int HeaderLength = 5;
    private const int Quality = 4;
    private const int Window = 22;

    public static byte[] Pack(ReadOnlySpan<byte> content)
    {
        var packed = new byte[HeaderLength + BrotliEncoder.GetMaxCompressedLength(content.Length)];
        packed[0] = Version;
        BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(1), content.Length);
        return BrotliEncoder.TryCompress(content, packed.AsSpan(HeaderLength), out var length, Quality, Window)
            ? packed[..(HeaderLength + length)]
            : throw new InvalidOperationException($"{content.Length} bytes of statistics cannot be compressed.");
    }

    /// <exception cref="UnreadableStatistics">It is nothing that was packed here.</exception>
    public static LabelStatistics Unpack(ReadOnlySpan<byte> packed, ContentReader read)
    {
        if (packed.Length < HeaderLength || packed[0] != Version)
            throw new UnreadableStatistics($"{packed.Length} bytes are no statistics of version {Version}.");

        var length = BinaryPrimitives.ReadInt32LittleEndian(packed[1..]);
        if (length is < 0 or > MostBytes)
            throw new UnreadableStatistics($"Statistics say that they have {length} bytes; allowed are 0 to {MostBytes}.");

        var content = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            Decompress(packed[HeaderLength..], content.AsSpan(0, length));
            var reader = new VarintReader(content.AsSpan(0, length));
            var statistics = read(ref reader);
            return reader.IsAtEnd ? statistics : throw reader.Unreadable("more than statistics");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(content);
        }
    }

    private static void Decompress(ReadOnlySpan<byte> packed, Span<byte> content)
    {
        using var decoder = default(BrotliDecoder);
        var status = decoder.Decompress(packed, content, out var consumed, out var written);
        if (status != OperationStatus.Done || consumed != packed.Length || written != content.Length)
            throw new UnreadableStatistics($"{packed.Length} bytes of statistics do not unpack to {content.Length} bytes.");
    }
}

using System.Buffers.Binary;
using System.Numerics;

namespace Labels.Tags;

/// <summary>
/// PostgreSQL's <c>hashtext</c>: Bob Jenkins' lookup3 with the server's own beginning. Its hash indexes and partitions stand on it, so it is
/// the same in every release. (A server on a processor that puts the highest byte first comes to other values; AWS offers none.)
/// </summary>
internal static class TextHash
{
    private const uint Beginning = 0x9E37_79B9 + 3_923_095;

    /// <param name="text">In UTF-8.</param>
    public static uint Of(ReadOnlySpan<byte> text)
    {
        var a = Beginning + (uint)text.Length;
        var b = a;
        var c = a;
        while (text.Length >= 12)
        {
            a += BinaryPrimitives.ReadUInt32LittleEndian(text);
            b += BinaryPrimitives.ReadUInt32LittleEndian(text[4..]);
            c += BinaryPrimitives.ReadUInt32LittleEndian(text[8..]);
            Mix(ref a, ref b, ref c);
            text = text[12..];
        }

        a += Word(text);
        if (text.Length > 4)
            b += Word(text[4..]);

        // The lowest byte of the third word is left out: it stands for the length.
        if (text.Length > 8)
            c += Word(text[8..]) << 8;

        return End(a, b, c);
    }

    /// <summary>The first four bytes, or as many as there are.</summary>
    private static uint Word(ReadOnlySpan<byte> text)
    {
        if (text.Length >= sizeof(uint))
            return BinaryPrimitives.ReadUInt32LittleEndian(text);

        var word = 0u;
        for (var at = text.Length - 1; at >= 0; at--)
            word = (word << 8) | text[at];

        return word;
    }

    private static void Mix(ref uint a, ref uint b, ref uint c)
    {
        a -= c;
        a ^= BitOperations.RotateLeft(c, 4);
        c += b;
        b -= a;
        b ^= BitOperations.RotateLeft(a, 6);
        a += c;
        c -= b;
        c ^= BitOperations.RotateLeft(b, 8);
        b += a;
        a -= c;
        a ^= BitOperations.RotateLeft(c, 16);
        c += b;
        b -= a;
        b ^= BitOperations.RotateLeft(a, 19);
        a += c;
        c -= b;
        c ^= BitOperations.RotateLeft(b, 4);
        b += a;
    }

    private static uint End(uint a, uint b, uint c)
    {
        c = (c ^ b) - BitOperations.RotateLeft(b, 14);
        a = (a ^ c) - BitOperations.RotateLeft(c, 11);
        b = (b ^ a) - BitOperations.RotateLeft(a, 25);
        c = (c ^ b) - BitOperations.RotateLeft(b, 16);
        a = (a ^ c) - BitOperations.RotateLeft(c, 4);
        b = (b ^ a) - BitOperations.RotateLeft(a, 14);
        return (c ^ b) - BitOperations.RotateLeft(b, 24);
    }
}

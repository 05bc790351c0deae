using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

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
        Step(ref a, b, ref c, 4);
        Step(ref b, c, ref a, 6);
        Step(ref c, a, ref b, 8);
        Step(ref a, b, ref c, 16);
        Step(ref b, c, ref a, 19);
        Step(ref c, a, ref b, 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(ref uint first, uint second, ref uint third, int bits)
    {
        first -= third;
        first ^= BitOperations.RotateLeft(third, bits);
        third += second;
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

using System.Buffers;

namespace Labels.Statistics;

/// <summary>
/// Numbers in as few bytes as they need: seven bits in each, the lowest first, and a high bit on all but the last (LEB128).
/// </summary>
internal sealed class VarintWriter
{
    private const int LongestNumber = 10;

    private readonly ArrayBufferWriter<byte> output = new(64 * 1024);

    public ReadOnlySpan<byte> Written => output.WrittenSpan;

    public void Write(ulong value)
    {
        var target = output.GetSpan(LongestNumber);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
            target[length++] = (byte)(value | 0x80);

        target[length++] = (byte)value;
        output.Advance(length);
    }

    public void Write(UInt128 value)
    {
        Write((ulong)(value >> 64));
        Write((ulong)value);
    }

    public void Write(ReadOnlySpan<byte> text)
    {
        Write((ulong)text.Length);
        output.Write(text);
    }
}

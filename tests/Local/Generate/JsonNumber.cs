using System.Buffers;
using System.Buffers.Text;

namespace Local.Generate;

/// <summary>Numbers with a binary point, written in the digits of either notation.</summary>
internal static class JsonNumber
{
    private const int LongestDigits = 32;
    private const ulong TenDecimals = 10_000_000_000;

    /// <param name="output">Where the number is written.</param>
    /// <param name="value">From 0 to 100, in steps of 2^-<paramref name="fractionBits"/>.</param>
    /// <param name="fractionBits">At most 24, for the sake of 64-bit arithmetic.</param>
    /// <param name="notation">Which digits.</param>
    public static void WriteFixedPoint(this IBufferWriter<byte> output, long value, int fractionBits, Notation notation)
    {
        var digits = output.GetSpan(LongestDigits);
        output.Advance(notation == Notation.Shortest
            ? FormatShortest((double)value / (1L << fractionBits), digits)
            : FormatTenDecimals((ulong)value, fractionBits, digits));
    }

    public static void WriteInteger(this IBufferWriter<byte> output, long value)
    {
        Utf8Formatter.TryFormat(value, output.GetSpan(LongestDigits), out var written);
        output.Advance(written);
    }

    private static int FormatShortest(double value, Span<byte> digits)
    {
        value.TryFormat(digits, out var written);
        return written;
    }

    // Whole numbers all the way: several times faster than formatting a double, and half a unit is rounded up everywhere.
    private static int FormatTenDecimals(ulong value, int fractionBits, Span<byte> digits)
    {
        var rounded = ((value * TenDecimals) + (1UL << (fractionBits - 1))) >> fractionBits;
        var (whole, fraction) = Math.DivRem(rounded, TenDecimals);
        Utf8Formatter.TryFormat(whole, digits, out var written);
        if (fraction == 0)
            return written;

        digits[written++] = (byte)'.';
        Utf8Formatter.TryFormat(fraction, digits[written..], out var decimals, new StandardFormat('D', 10));
        return digits[..(written + decimals)].TrimEnd((byte)'0').Length;
    }
}

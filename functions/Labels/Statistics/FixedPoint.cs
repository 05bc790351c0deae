using System.Buffers.Binary;

namespace Labels.Statistics;

/// <summary>
/// Accuracies as whole numbers of 10⁻¹⁸, so that sums are exact and come out the same in any order. Digits beyond are cut, never rounded:
/// an accuracy compares with any bound of up to 18 decimals as it would with all its digits.
/// </summary>
internal static class FixedPoint
{
    /// <summary>The accuracy 1, a confidence of 100 %.</summary>
    public const ulong One = 1_000_000_000_000_000_000;

    private const int Decimals = 18;

    /// <summary>Reports round to 10 decimals: a confidence in percent has its unit at 10⁻¹⁰, which is 10⁻¹² of an accuracy.</summary>
    private const ulong ConfidenceUnit = 1_000_000;

    private const ulong ShareUnits = 10_000_000_000;

    private static readonly ulong[] PowersOfTen =
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000,
        1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000,
    ];

    /// <param name="accuracy">In the canonical form of <see cref="Records.Confidence"/>.</param>
    public static ulong Parse(ReadOnlySpan<byte> accuracy)
    {
        if (accuracy.Length == 1)
            return accuracy[0] == '1' ? One : 0;

        var decimals = accuracy[2..Math.Min(accuracy.Length, 2 + Decimals)];
        var value = 0UL;
        var digits = decimals;
        for (; digits.Length >= 8; digits = digits[8..])
            value = (value * 100_000_000) + EightDigits(digits);

        foreach (var digit in digits)
            value = (value * 10) + digit - '0';

        return value * PowersOfTen[Decimals - decimals.Length];
    }

    /// <summary>Eight digits at once: neighbours are joined to pairs, pairs to fours, and fours to eight.</summary>
    private static ulong EightDigits(ReadOnlySpan<byte> digits)
    {
        var value = BinaryPrimitives.ReadUInt64LittleEndian(digits) & 0x0F0F0F0F0F0F0F0F;
        value = ((value * 10) + (value >> 8)) & 0x00FF00FF00FF00FF;
        value = ((value * 100) + (value >> 16)) & 0x0000FFFF0000FFFF;
        return ((value * 10_000) + (value >> 32)) & 0xFFFFFFFF;
    }

    /// <summary>The mean of accuracies as a confidence in percent, rounded half up to 10 decimals; null where there are none.</summary>
    public static decimal? MeanConfidence(UInt128 sum, UInt128 count) => Rounded(sum, count * ConfidenceUnit);

    /// <summary>The ratio of two counts, rounded half up to 10 decimals; null where there is nothing to divide by.</summary>
    public static decimal? Ratio(long count, long total) => Rounded((UInt128)count * ShareUnits, (UInt128)total);

    private static decimal? Rounded(UInt128 dividend, UInt128 divisor) =>
        divisor == 0 ? null : (decimal)((dividend * 2 + divisor) / (divisor * 2)) / ShareUnits;
}

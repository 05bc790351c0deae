namespace Labels.Records;

/// <summary>
/// Turns a confidence in percent, as JSON writes numbers, into an accuracy in 0..1: exact in decimal, since the digits are moved
/// and never computed with, and in one canonical form without exponent or needless zeros (<c>"0"</c>, <c>"0.9983"</c>, <c>"1"</c>).
/// </summary>
/// <remarks>Canonical accuracies compare as numbers when they are compared as bytes.</remarks>
public static class Confidence
{
    /// <summary>The longest accuracy that is kept, in characters: a double needs 20, nothing sane needs more than this.</summary>
    public const int MaxAccuracyLength = 128;

    /// <summary>How many decimal places lie between percent and a share of one.</summary>
    private const int PercentShift = 2;

    /// <param name="number">A well-formed JSON number.</param>
    /// <param name="accuracy">At least <see cref="MaxAccuracyLength"/> bytes.</param>
    /// <param name="written">Length of the accuracy.</param>
    /// <returns>False if the number is outside 0..100 or needs more than <see cref="MaxAccuracyLength"/> characters.</returns>
    public static bool TryToAccuracy(ReadOnlySpan<byte> number, Span<byte> accuracy, out int written)
    {
        if (!IsUsual(number))
            return TryShift(number, PercentShift, accuracy, out written);

        // 97.5920791626 becomes 0.975920791626
        written = number.Length + 1;
        accuracy[0] = (byte)'0';
        accuracy[1] = (byte)'.';
        accuracy[2] = number[0];
        accuracy[3] = number[1];
        number[3..].CopyTo(accuracy[4..]);
        return true;
    }

    /// <summary>The canonical form of a number in 0..1, to be compared with accuracies.</summary>
    /// <inheritdoc cref="TryToAccuracy"/>
    public static bool TryToCanonical(ReadOnlySpan<byte> number, Span<byte> accuracy, out int written) =>
        TryShift(number, 0, accuracy, out written);

    /// <summary>Two digits before the point, some behind it and no exponent, as the service writes nearly all of them.</summary>
    private static bool IsUsual(ReadOnlySpan<byte> number) =>
        number.Length is > 3 and < MaxAccuracyLength && number[2] == '.' && number[0] is > (byte)'0' and <= (byte)'9' && number[^1] != '0'
        && number[3..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    private static bool TryShift(ReadOnlySpan<byte> number, int shift, Span<byte> accuracy, out int written)
    {
        var negative = number[0] == '-';
        var digits = new DecimalDigits(negative ? number[1..] : number);
        if (digits.IsZero)
        {
            accuracy[0] = (byte)'0';
            written = 1;
            return true;
        }

        // 0.d1d2d3… · 10^point
        var point = digits.Point - shift;
        written = 0;
        if (negative || point > 1)
            return false;

        if (point == 1)
        {
            accuracy[0] = (byte)'1';
            written = 1;
            return digits.IsOne;
        }

        if (2 - point + digits.Count > MaxAccuracyLength)
            return false;

        "0."u8.CopyTo(accuracy);
        accuracy.Slice(2, (int)-point).Fill((byte)'0');
        written = 2 - (int)point;
        written += digits.CopyTo(accuracy[written..]);
        return true;
    }
}

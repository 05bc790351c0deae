namespace Labels.Records;

/// <summary>The significant digits of an unsigned JSON number and where its decimal point stands: 0.d₁d₂d₃… · 10^Point.</summary>
internal readonly ref struct DecimalDigits
{
    /// <summary>Beyond this an exponent only tells "far too large" or "far too small", and must not overflow.</summary>
    private const long ExponentLimit = 1_000_000_000;

    private readonly ReadOnlySpan<byte> whole;
    private readonly ReadOnlySpan<byte> fraction;

    public DecimalDigits(ReadOnlySpan<byte> number)
    {
        var exponentAt = number.IndexOfAny((byte)'e', (byte)'E');
        var mantissa = exponentAt < 0 ? number : number[..exponentAt];
        var exponent = exponentAt < 0 ? 0 : Exponent(number[(exponentAt + 1)..]);

        var pointAt = mantissa.IndexOf((byte)'.');
        whole = (pointAt < 0 ? mantissa : mantissa[..pointAt]).TrimStart((byte)'0');
        fraction = pointAt < 0 ? [] : mantissa[(pointAt + 1)..].TrimEnd((byte)'0');
        Point = whole.Length + exponent;

        if (whole.IsEmpty)
        {
            var leadingZeros = fraction.Length;
            fraction = fraction.TrimStart((byte)'0');
            Point -= leadingZeros - fraction.Length;
        }
        else if (fraction.IsEmpty)
        {
            whole = whole.TrimEnd((byte)'0');
        }
    }

    public long Point { get; }

    public int Count => whole.Length + fraction.Length;

    public bool IsZero => Count == 0;

    public bool IsOne => Count == 1 && (whole.IsEmpty ? fraction : whole)[0] == '1';

    public int CopyTo(Span<byte> destination)
    {
        whole.CopyTo(destination);
        fraction.CopyTo(destination[whole.Length..]);
        return Count;
    }

    private static long Exponent(ReadOnlySpan<byte> text)
    {
        var negative = text[0] == '-';
        var value = 0L;
        foreach (var digit in text[0] is (byte)'-' or (byte)'+' ? text[1..] : text)
            value = Math.Min(value * 10 + digit - '0', ExponentLimit);

        return negative ? -value : value;
    }
}

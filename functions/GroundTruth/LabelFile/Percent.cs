namespace GroundTruth.LabelFile;

/// <summary>
/// Turns a share of one, as JSON writes numbers, into the percentage that a label file has: exact in decimal, since the digits are moved
/// and never computed with, and never with an exponent.
/// </summary>
public static class Percent
{
    /// <summary>The longest percentage that the pipeline is given, in characters; a double needs 20.</summary>
    private const int MaxLength = 100;

    /// <param name="share">A well-formed JSON number.</param>
    /// <returns>Null where the number is not between 0 and 1, or needs more digits than anybody can mean.</returns>
    public static string? Of(string share)
    {
        var exponentAt = share.AsSpan().IndexOfAny('e', 'E');
        var exponent = 0;
        if (exponentAt >= 0 && !int.TryParse(share.AsSpan(exponentAt + 1), out exponent))
            return null;

        var isNegative = share[0] == '-';
        var mantissa = (exponentAt < 0 ? share : share[..exponentAt])[(isNegative ? 1 : 0)..];
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var padded = mantissa.Replace(".", "", StringComparison.Ordinal);
        var digits = padded.TrimStart('0');

        // 0.d1d2d3… · 10^point, of the percentage
        var point = (long)(dot < 0 ? mantissa.Length : dot) - (padded.Length - digits.Length) + exponent + 2;
        digits = digits.TrimEnd('0');
        if (digits.Length == 0)
            return "0";

        if (isNegative || point > 3 || (point == 3 && digits != "1") || digits.Length - Math.Min(point, 0) > MaxLength)
            return null;

        if (point <= 0)
            return "0." + new string('0', (int)-point) + digits;

        return point >= digits.Length ? digits.PadRight((int)point, '0') : digits.Insert((int)point, ".");
    }
}

using System.Globalization;

namespace Reports;

/// <summary>Numbers as reports write them, the same everywhere in the world. What there is no number for is a dash.</summary>
public static class NumberText
{
    public const string None = "–";

    /// <summary>12345 is <c>12,345</c>.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>0.8723 is <c>87.2%</c>.</summary>
    /// <param name="share">1 is the whole.</param>
    /// <param name="decimals">How many digits follow the point.</param>
    public static string Percent(decimal? share, int decimals = 1) =>
        share is { } value ? Written(value * 100, decimals) + "%" : None;

    /// <summary>24000 is <c>$24,000.00</c>; below a dollar there are two digits more, since that is where prices of single things are.</summary>
    public static string Dollars(decimal? amount) =>
        amount is { } value ? "$" + Written(value, value is > 0 and < 1 ? 4 : 2) : None;

    /// <summary>A number with so many digits after its point.</summary>
    public static string Rounded(decimal? number, int decimals) => number is { } value ? Written(value, decimals) : None;

    /// <summary>Rounded as people round, halves away from zero.</summary>
    private static string Written(decimal value, int decimals) =>
        Math.Round(value, decimals, MidpointRounding.AwayFromZero).ToString($"N{decimals}", CultureInfo.InvariantCulture);
}

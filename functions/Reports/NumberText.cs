using System.Globalization;

namespace Reports;

/// <summary>Numbers as reports write them, the same everywhere in the world. What there is no number for is a dash.</summary>
public static class NumberText
{
    public const string None = "–";

    /// <summary>12345 is <c>12,345</c>.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>12345 is <c>12.3k</c>, for where there is little room.</summary>
    public static string Abbreviated(long value) => value switch
    {
        >= 1_000_000_000 => Scaled(value / 1e9, "G"),
        >= 1_000_000 => Scaled(value / 1e6, "M"),
        >= 1_000 => Scaled(value / 1e3, "k"),
        _ => Count(value),
    };

    /// <summary>56600000 is <c>56.6 MB</c>: a megabyte is a million bytes.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        >= 1_000_000_000_000 => Scaled(bytes / 1e12, " TB"),
        >= 1_000_000_000 => Scaled(bytes / 1e9, " GB"),
        >= 1_000_000 => Scaled(bytes / 1e6, " MB"),
        >= 1_000 => Scaled(bytes / 1e3, " kB"),
        _ => $"{Count(bytes)} bytes",
    };

    /// <summary>4.25 is <c>4.3 s</c>, 5025 is <c>1 h 24 min</c>.</summary>
    public static string Seconds(double? seconds) => seconds switch
    {
        null => None,
        < 60 => Written((decimal)seconds.Value, 1) + " s",
        < 3600 => Duration(seconds.Value, "m' min 's' s'"),
        < 86_400 => Duration(seconds.Value, "h' h 'm' min'"),
        _ => Duration(seconds.Value, "d' d 'h' h'"),
    };

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

    private static string Scaled(double value, string unit) => value.ToString("0.##", CultureInfo.InvariantCulture) + unit;

    private static string Duration(double seconds, string format) =>
        TimeSpan.FromSeconds(Math.Round(seconds)).ToString(format, CultureInfo.InvariantCulture);

    /// <summary>Rounded as people round, halves away from zero.</summary>
    private static string Written(decimal value, int decimals) =>
        Math.Round(value, decimals, MidpointRounding.AwayFromZero).ToString($"N{decimals}", CultureInfo.InvariantCulture);
}

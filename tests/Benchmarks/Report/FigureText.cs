using System.Globalization;

namespace Benchmarks.Report;

/// <summary>Three digits that count, and no more decimals than that needs.</summary>
internal static class FigureText
{
    public static string Of(double value) => Math.Abs(value) switch
    {
        0 => "0",
        < 1 => value.ToString("0.000", CultureInfo.InvariantCulture),
        < 10 => value.ToString("0.00", CultureInfo.InvariantCulture),
        < 100 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("N0", CultureInfo.InvariantCulture),
    };
}

namespace Reports;

/// <summary>One direction of a chart.</summary>
/// <param name="Title">What is measured along it.</param>
/// <param name="Least">Where it begins.</param>
/// <param name="Most">Where it ends, more than <paramref name="Least"/>.</param>
/// <param name="Text">How a number on it is written.</param>
public sealed record Axis(string Title, double Least, double Most, Func<double, string> Text)
{
    private const int Steps = 4;

    /// <summary>From 0 to 100 %.</summary>
    public static Axis OfShares(string title) => new(title, 0, 1, share => NumberText.Percent((decimal)share, decimals: 0));

    internal IEnumerable<double> Ticks() => Enumerable.Range(0, Steps + 1).Select(step => Least + (Most - Least) * step / Steps);

    /// <summary>Where a value lies, 0 to 1.</summary>
    internal double PlaceOf(double value) => Math.Clamp((value - Least) / (Most - Least), 0, 1);
}

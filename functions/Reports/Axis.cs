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

    /// <summary>From 0 to a round number that is no less than the most there is.</summary>
    public static Axis OfCounts(string title, long most) => new(title, 0, Steps * RoundStep(most, Steps), count => NumberText.Abbreviated((long)count));

    /// <summary>Whole numbers, each in the middle of its place.</summary>
    public static Axis OfWholeNumbers(string title, int least, int most)
    {
        var step = (int)RoundStep(most - least, 2 * Steps);
        return new Axis(title, least - 0.5, most + 0.5, number => NumberText.Count((long)number))
        {
            Marked = [.. Enumerable.Range(0, ((most - least) / step) + 1).Select(index => (double)(least + (index * step)))],
        };
    }

    /// <summary>Values that are written at the axis; by default five at equal distances.</summary>
    public IReadOnlyList<double>? Marked { get; init; }

    internal IEnumerable<double> Ticks() => Marked ?? Enumerable.Range(0, Steps + 1).Select(step => Least + (Most - Least) * step / Steps);

    /// <summary>Where a value lies, 0 to 1.</summary>
    internal double PlaceOf(double value) => Math.Clamp((value - Least) / (Most - Least), 0, 1);

    /// <summary>The least of 1, 2, 5, 10, 20, 25, 50, 100, 200, 250, … of which so many reach as far.</summary>
    private static long RoundStep(long most, int steps)
    {
        for (var power = 1L; ; power *= 10)
        {
            foreach (var step in (ReadOnlySpan<long>)[power, 2 * power, power == 1 ? 5 : power * 5 / 2, 5 * power])
            {
                if (step >= most / (double)steps)
                    return step;
            }
        }
    }
}

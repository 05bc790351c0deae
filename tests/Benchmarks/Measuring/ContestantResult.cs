namespace Benchmarks.Measuring;

/// <summary>What one contestant did, round by round.</summary>
internal sealed record ContestantResult(string Name, IReadOnlyList<Measurement> Rounds)
{
    /// <summary>Units a second.</summary>
    public double MedianRate => Median.Of(Rounds.Select(round => round.Rate));

    public double MinRate => Rounds.Min(round => round.Rate);

    public double MaxRate => Rounds.Max(round => round.Rate);

    /// <summary>The median of each figure, over the rounds that have it.</summary>
    public IReadOnlyDictionary<string, double> MedianFigures =>
        Rounds.SelectMany(round => round.Figures ?? new Dictionary<string, double>(StringComparer.Ordinal))
            .GroupBy(figure => figure.Key, figure => figure.Value, StringComparer.Ordinal)
            .ToDictionary(figure => figure.Key, Median.Of, StringComparer.Ordinal);
}

namespace Benchmarks.Measuring;

/// <summary>What came of a contest.</summary>
/// <param name="Title">What was measured.</param>
/// <param name="Unit">What the rates are of.</param>
/// <param name="Contestants">In the order in which they were given.</param>
internal sealed record ContestResult(string Title, string Unit, IReadOnlyList<ContestantResult> Contestants)
{
    /// <exception cref="InvalidOperationException">There is none of that name.</exception>
    public ContestantResult this[string name] => Contestants.Single(contestant => contestant.Name == name);

    /// <summary>
    /// How many times as fast one was as another: the median of the rounds' ratios, which bears a machine that is slower in one round
    /// than in the next.
    /// </summary>
    public double Ratio(string name, string other) =>
        Median.Of(this[name].Rounds.Zip(this[other].Rounds, (one, another) => one.Rate / another.Rate));
}

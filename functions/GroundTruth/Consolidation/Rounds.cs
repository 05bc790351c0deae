namespace GroundTruth.Consolidation;

/// <summary>The rounds of expectation maximisation: until no probability moves any more, and never more than a limit.</summary>
internal sealed class Rounds
{
    private const double Tolerance = 1e-5;

    private readonly int most;

    public Rounds(int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        this.most = most;
    }

    /// <param name="round">One round; answers how far the probability moved that moved farthest.</param>
    public void Run(Func<double> round)
    {
        for (var done = 0; done < most; done++)
        {
            if (round() <= Tolerance)
                return;
        }
    }
}

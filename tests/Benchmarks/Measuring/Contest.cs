using System.Globalization;

namespace Benchmarks.Measuring;

/// <summary>Lets contestants do the same job in turns, so that whatever else the machine does hits all of them alike.</summary>
internal static class Contest
{
    /// <param name="title">What is measured.</param>
    /// <param name="unit">What the rates are of: <c>MB</c>, <c>rows</c>.</param>
    /// <param name="contestants">Of different names.</param>
    /// <param name="rounds">How often each of them has its turn, 1 or more. Each round begins with another one.</param>
    /// <param name="progress">Told whose turn it is, for a person who waits.</param>
    /// <param name="cancellationToken">Given to the contestants.</param>
    public static async Task<ContestResult> RunAsync(
        string title,
        string unit,
        IReadOnlyList<Contestant> contestants,
        int rounds,
        Action<string> progress,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        var measurements = contestants.Select(_ => new List<Measurement>(rounds)).ToList();
        for (var round = 0; round < rounds; round++)
        {
            for (var turn = 0; turn < contestants.Count; turn++)
            {
                var next = (round + turn) % contestants.Count;
                progress(string.Create(CultureInfo.InvariantCulture, $"{title}, round {round + 1} of {rounds}: {contestants[next].Name}"));

                // What the last one left behind is not this one's to clear up.
                GC.Collect();
                measurements[next].Add(await contestants[next].MeasureAsync(cancellationToken));
            }
        }

        return new ContestResult(
            title, unit, [.. contestants.Zip(measurements, (contestant, its) => new ContestantResult(contestant.Name, its))]);
    }
}

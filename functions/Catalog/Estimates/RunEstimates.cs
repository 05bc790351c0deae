using System.Globalization;
using Catalog.DryRuns;
using Catalog.Ledger;
using Catalog.Runs;
using Npgsql;

namespace Catalog.Estimates;

/// <summary>Tells from a dry run what the real one would do and take.</summary>
public sealed class RunEstimates(NpgsqlDataSource database)
{
    /// <summary>Asked again, it answers the same.</summary>
    /// <param name="run">The run.</param>
    /// <param name="summary">What became of it.</param>
    /// <param name="workers">How many workers its settings ask for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where the run is not a dry one, or was loaded before dry runs took samples.</returns>
    public async Task<RunEstimate?> FindAsync(Run run, RunSummary summary, RunWorkers workers, CancellationToken cancellationToken)
    {
        if (!run.Plan.DryRun)
            return null;

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (await ComparedSample.FindAsync(connection, run, cancellationToken) is not { } sample)
            return null;

        var share = ImageSample.Of(run.Plan).Share;
        var counts = new SampledCounts(sample, share, summary.Staged);
        var changed = counts.ImagesThat(sample.Changed);
        var matched = counts.ImagesThat(sample.Matched);
        var loading = (int)Math.Min(workers.Load, Math.Max(summary.Shards, 1));
        var merging = (int)Math.Min(workers.Merge, matched.Value);
        var rates = await MeasuredRates.FindAsync(connection, run, cancellationToken) ?? RunRates.Reference(loading, Math.Max(merging, 1));
        var seconds = Seconds(summary, matched.Value, rates);
        return new RunEstimate
        {
            RowsToStage = summary.Staged,
            Images = counts.Images(),
            Matched = matched,
            Changed = changed,
            Sample = new EstimateSample(share, sample.Records, sample.Images, sample.Matched, sample.Changed),
            Seconds = seconds,
            Bytes = RunSizes.Of(sample, summary.Staged, changed.Value),
            Cost = new RunCosts(summary, seconds, loading, merging).Estimate(),
        };
    }

    private static EstimatedSeconds Seconds(RunSummary summary, long matched, RunRates rates)
    {
        // Staging what was read cannot be quicker than reading it was.
        var reading = summary.Seconds.Load ?? 0;
        var load = Math.Max(summary.Records / rates.Load, reading);
        var check = summary.Staged / rates.Check;
        var merge = matched / rates.Merge;
        return new EstimatedSeconds(
            Round(load),
            Round(check),
            Round(merge),
            Round(load + check + merge),
            string.Create(
                CultureInfo.InvariantCulture,
                $"Each phase {rates.Basis}; but the load no faster than this dry run read the file, which took {reading:0.0} s."));
    }

    private static double Round(double seconds) => Math.Round(seconds, 1);
}

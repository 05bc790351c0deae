using Catalog.Ledger;
using Catalog.Runs;
using Catalog.Statistics;
using Labels.Statistics;
using Npgsql;

namespace Ingest.Report;

/// <summary>A run to compare with: the last one of the same provider and table that was merged before, and not taken back.</summary>
/// <param name="Summary">What became of its file.</param>
/// <param name="StartedAt">When its execution started.</param>
/// <param name="Statistics">What was in its file, or null where that was not kept.</param>
internal sealed record PreviousRun(RunSummary Summary, DateTimeOffset StartedAt, StatisticsReport? Statistics)
{
    /// <returns>Null where there is none.</returns>
    public static async Task<PreviousRun?> FindAsync(NpgsqlDataSource database, Run run, CancellationToken cancellationToken)
    {
        if (await new PreviousRuns(database).FindAsync(run, cancellationToken) is not { } previous)
            return null;

        var summary = await new RunSummaries(database).ReadAsync(previous.Plan.RunId, cancellationToken);
        return new PreviousRun(summary, previous.Plan.StartedAt, await StatisticsAsync(database, previous, cancellationToken));
    }

    private static async Task<StatisticsReport?> StatisticsAsync(NpgsqlDataSource database, Run run, CancellationToken cancellationToken)
    {
        try
        {
            return (await new RunStatistics(database).FindAsync(run.Number, cancellationToken))?.ToReport();
        }
        catch (UnreadableStatistics)
        {
            // Another version of this program wrote them. This run's own report is no worse for it.
            return null;
        }
    }
}

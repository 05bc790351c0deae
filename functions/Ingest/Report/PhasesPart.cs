using Catalog.Runs;
using Reports;

namespace Ingest.Report;

/// <summary>Of a report's page: how long it took.</summary>
internal static class PhasesPart
{
    public static Section Of(RunSummary summary)
    {
        var seconds = summary.Seconds;
        return new Section(
            "How long it took",
            new BarList(
                "Time of each phase, of all of the run",
                "Phase",
                "Time",
                [.. Phases(summary).Select(phase => new Bar(
                    phase.Name, seconds.Total > 0 ? phase.Seconds / seconds.Total : null, NumberText.Seconds(phase.Seconds)))]),
            new Table(
                "How fast it was",
                [Column.Text("What"), Column.Number("A second")],
                [.. Rates(summary).Select(rate => (IReadOnlyList<string>)[rate.What, rate.Text])]));
    }

    private static IEnumerable<(string Name, double? Seconds)> Phases(RunSummary summary)
    {
        var seconds = summary.Seconds;
        yield return ("Plan", seconds.Plan);
        yield return ("Load", seconds.Load);
        yield return ("Check", seconds.Check);
        if (!summary.DryRun)
            yield return ("Merge", seconds.Merge);

        yield return ("Finish", seconds.Finish);
        yield return ("All", seconds.Total);
    }

    private static IEnumerable<(string What, string Text)> Rates(RunSummary summary)
    {
        var load = summary.Seconds.Load;
        yield return ("Records loaded", Rate(summary.Records, load, ReportText.Count));
        yield return ("Labels loaded", Rate(summary.Labels, load, ReportText.Count));
        yield return ("Bytes loaded", Rate(summary.Bytes, load, bytes => NumberText.Bytes(bytes!.Value)));
        if (!summary.DryRun)
            yield return ("Images merged", Rate(summary.Merged, summary.Seconds.Merge, ReportText.Count));
    }

    /// <summary>A dash where the time is too short to tell.</summary>
    private static string Rate(long? number, double? seconds, Func<long?, string> text) =>
        number > 0 && seconds > 0.05 ? text((long)(number.Value / seconds.Value)) : NumberText.None;
}

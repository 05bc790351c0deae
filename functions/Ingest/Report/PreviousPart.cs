using Reports;

namespace Ingest.Report;

/// <summary>Of a report's page: what is different from the last time.</summary>
internal static class PreviousPart
{
    public static Section Of(RunReport report, PreviousRun previous) => new(
        "Compared with the run before",
        new Paragraph(
            $"The last run of {report.Settings.Provider} over table {report.Settings.Table} that was merged is {previous.Summary.RunId} "
            + $"of {ReportText.Time(previous.StartedAt)}."),
        new Table(
            "This run and the one before",
            [Column.Text("What"), Column.Number("Before"), Column.Number("This run"), Column.Number("Change")],
            [.. Counts(report, previous), .. Confidences(report, previous)]));

    private static IEnumerable<IReadOnlyList<string>> Counts(RunReport report, PreviousRun previous)
    {
        var (now, before) = (report.Summary, previous.Summary);
        yield return Count("Bytes", before.Bytes, now.Bytes);
        yield return Count("Records", before.Records, now.Records);
        yield return Count("Labels", before.Labels, now.Labels);
        yield return Count("Records without labels", before.Empty, now.Empty);
        yield return Count("Rejected lines", before.Rejected, now.Rejected);
        yield return Count(now.DryRun ? "Rows to be staged" : "Rows staged", before.Staged, now.Staged);
        if (now.DryRun)
            yield break;

        yield return Count("Images matched", before.Matched, now.Matched);
        yield return Count("Images changed", before.Changed, now.Changed);
    }

    private static IEnumerable<IReadOnlyList<string>> Confidences(RunReport report, PreviousRun previous)
    {
        if (report.Statistics is not { } now || previous.Statistics is not { } before)
            yield break;

        yield return Points("Mean confidence", before.MeanConfidence, now.MeanConfidence, 4);
        yield return Points("Median confidence", before.MedianConfidence, now.MedianConfidence, 3);
        yield return Points($"Share of labels at {ReportText.Threshold(now)} or more", before.ShareAtThreshold * 100, now.ShareAtThreshold * 100, 2);
        yield return Count("Names", before.Names, now.Names);
        yield return Count("Labels on the exclusion list", before.Excluded.Sum(name => name.Labels), now.Excluded.Sum(name => name.Labels));
    }

    private static string[] Count(string what, long? before, long? now) =>
        [what, ReportText.Count(before), ReportText.Count(now), before > 0 && now is not null ? Signed((now - before) * 100m / before, 1, "%") : NumberText.None];

    /// <summary>Percentages differ by points.</summary>
    private static string[] Points(string what, decimal? before, decimal? now, int decimals) =>
        [what, NumberText.Percent(before / 100, decimals), NumberText.Percent(now / 100, decimals), Signed(now - before, decimals, " points")];

    private static string Signed(decimal? change, int decimals, string unit) =>
        change is { } value ? (value > 0 ? "+" : "") + NumberText.Rounded(value, decimals) + unit : NumberText.None;
}

using Reports;

namespace Ingest.Report;

/// <summary>A run's report as a page for those who decide whether its labels are good for the catalog, and who answer for the run.</summary>
internal static class RunPage
{
    public static Page Of(RunReport report) => new(
        report.Summary.DryRun ? "What is in the label file?" : "What became of the label file?",
        $"{ReportText.Visible($"{report.Source}")}, {NumberText.Bytes(report.Source.Size)}. {(report.Summary.DryRun ? "Dry run" : "Run")} {report.Summary.RunId} "
        + $"began {ReportText.Time(report.StartedAt)} and took {NumberText.Seconds(report.Summary.Seconds.Total)}.",
        [.. Sections(report)]);

    private static IEnumerable<Section> Sections(RunReport report)
    {
        yield return new Section("In short", new KeyFigures([.. Figures(report)]));
        if (report.Summary.Estimate is { } estimate)
            yield return EstimatePart.Of(estimate);

        yield return FunnelPart.Of(report.Summary);
        if (report.Statistics is { Labels: > 0 } statistics)
        {
            yield return ConfidencePart.Of(statistics);
            yield return LabelsPerImagePart.Of(statistics);
            yield return TradeOffPart.Of(statistics);
            yield return TopLabelsPart.Of(statistics);
            yield return ExcludedPart.Of(statistics);
        }
        else
        {
            yield return new Section("Confidence", new Paragraph(report.Statistics is null
                ? "Confidences were not counted: the run was planned before there were statistics."
                : "No record has a label, so there is nothing to tell of confidences and names."));
        }

        yield return RejectsPart.Of(report);
        if (report.Previous is { } previous)
            yield return PreviousPart.Of(report, previous);

        yield return RunPart.Of(report);
        yield return PhasesPart.Of(report.Summary);
        yield return ExactnessPart.Of(report);
    }

    private static IEnumerable<KeyFigure> Figures(RunReport report)
    {
        var summary = report.Summary;
        yield return summary.DryRun
            ? new KeyFigure("Rows to be staged", ReportText.Count(summary.Staged), "records with at least one tag")
            : new KeyFigure("Images changed", ReportText.Count(summary.Changed), $"of {ReportText.Count(summary.Matched)} that the catalog has");

        yield return new KeyFigure("Records", ReportText.Count(summary.Records), $"with {ReportText.Count(summary.Labels)} labels");
        yield return new KeyFigure("Rejected lines", ReportText.Count(summary.Rejected), $"{ReportText.Share(summary.Rejected, summary.Records + summary.Rejected)} of all lines");
        if (report.Statistics is { Labels: > 0 } statistics)
            yield return new KeyFigure($"Labels at {ReportText.Threshold(statistics)} or more", NumberText.Percent(statistics.ShareAtThreshold), "of all labels");
    }
}

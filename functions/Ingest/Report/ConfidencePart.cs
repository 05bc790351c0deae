using Labels.Statistics;
using Reports;

namespace Ingest.Report;

/// <summary>Of a report's page: how sure the service was.</summary>
internal static class ConfidencePart
{
    public static Section Of(StatisticsReport statistics) => new(
        "Confidence",
        new KeyFigures(
            new KeyFigure("Images", ReportText.Count(statistics.Images), $"{ReportText.Count(statistics.Empty)} without labels"),
            new KeyFigure("Labels", ReportText.Count(statistics.Labels)),
            new KeyFigure("Mean confidence", ReportText.Mean(statistics.MeanConfidence), "of all labels"),
            new KeyFigure("Median confidence", ReportText.Median(statistics.MedianConfidence), "of all labels"),
            new KeyFigure("Mean of the images' means", ReportText.Mean(statistics.MeanOfImageMeans)),
            new KeyFigure("Mean of the images' medians", ReportText.Mean(statistics.MeanOfImageMedians)),
            new KeyFigure("Median of the images' medians", ReportText.Median(statistics.MedianOfImageMedians)),
            new KeyFigure($"Labels at {ReportText.Threshold(statistics)} or more", ReportText.Count(statistics.LabelsAtThreshold), Share(statistics))),
        Chart(statistics),
        new Paragraph(
            $"Everything here is counted before filters, as the service wrote it. The line at {ReportText.Threshold(statistics)} is the least "
            + "accuracy with which machine tags are shown: labels to the right of it, that is with an accuracy of 0.9 or more, pass."));

    private static Histogram Chart(StatisticsReport statistics) => new(
        "How many labels have which confidence",
        new Axis("Confidence, %", 0, 100, percent => NumberText.Count((long)percent)),
        Axis.OfCounts("Labels", statistics.Confidence.Select(bin => bin.Labels).DefaultIfEmpty().Max()),
        [.. statistics.Confidence.Select(bin => new HistogramBar((double)bin.From, (double)bin.To, bin.Labels))],
        new Mark((double)statistics.Threshold, $"shown from {ReportText.Threshold(statistics)}"),
        new Folded(
            "The numbers of the chart",
            new Table(
                "Labels by confidence",
                [Column.Text("Confidence"), Column.Number("Labels"), Column.Number("Share of labels")],
                [.. statistics.Confidence.Select(bin => (IReadOnlyList<string>)[
                    $"{NumberText.Rounded(bin.From, 0)} to {(bin.To >= 100 ? "" : "below ")}{NumberText.Percent(bin.To / 100, decimals: 0)}",
                    ReportText.Count(bin.Labels),
                    ReportText.Share(bin.Labels, statistics.Labels),
                ])])));

    private static string Share(StatisticsReport statistics) =>
        $"{NumberText.Percent(statistics.ShareAtThreshold, decimals: 2)} of all; {NumberText.Rounded(statistics.LabelsAtThresholdPerImage, 2)} for an image";
}

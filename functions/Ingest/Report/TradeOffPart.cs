using Labels.Statistics;
using Reports;

namespace Ingest.Report;

/// <summary>Of a report's page: what a least confidence costs.</summary>
internal static class TradeOffPart
{
    public static Section Of(StatisticsReport statistics)
    {
        return new Section(
            "What a least accuracy costs",
            new Paragraph("The higher the confidence that is asked for, the fewer labels remain, and the fewer images that have any label."),
            new LineChart(
                "Labels and images that remain, by least confidence",
                new Axis("Confidence at least, %", 0, 100, percent => NumberText.Count((long)percent)),
                Axis.OfShares("Share that remains"),
                [
                    new Series("Labels", [.. statistics.Thresholds.Select(point => Point(point, point.Labels, statistics.Labels))]),
                    new Series("Images with a label", [.. statistics.Thresholds.Select(point => Point(point, point.Images, statistics.Images))]),
                ],
                new Folded("The numbers of the chart", Numbers()),
                new Mark((double)statistics.Threshold, $"shown from {ReportText.Threshold(statistics)}")));

        Table Numbers() => new(
            "What remains at each least confidence",
            [
                Column.Text("Confidence at least"), Column.Number("Labels"), Column.Number("Share of labels"), Column.Number("Images"),
                Column.Number("Share of images"),
            ],
            [.. statistics.Thresholds.Select(point => (IReadOnlyList<string>)[
                NumberText.Percent(point.Confidence / 100, decimals: 0),
                ReportText.Count(point.Labels),
                ReportText.Share(point.Labels, statistics.Labels),
                ReportText.Count(point.Images),
                ReportText.Share(point.Images, statistics.Images),
            ])]);
    }

    private static ChartPoint Point(ThresholdPoint point, long part, long whole) =>
        new((double)point.Confidence, whole > 0 ? part / (double)whole : 0);
}

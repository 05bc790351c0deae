using Labels.Statistics;
using Reports;

namespace Ingest.Report;

/// <summary>Of a report's page: the labels that occur most, and who gave them.</summary>
internal static class TopLabelsPart
{
    private const int MaxBars = 15;

    public static Section Of(StatisticsReport statistics)
    {
        var most = statistics.TopLabels.Select(label => label.Labels).DefaultIfEmpty().Max();
        return new Section(
            "Most frequent labels",
            new BarList(
                $"The {Math.Min(MaxBars, statistics.TopLabels.Count)} most frequent labels",
                "Label",
                "How often",
                [.. statistics.TopLabels.Take(MaxBars).Select(label => new Bar(
                    ReportText.Shortened(label.Name), label.Labels / (double)Math.Max(most, 1), ReportText.Count(label.Labels)))]),
            new Folded(
                $"The {statistics.TopLabels.Count} most frequent labels with their confidence",
                new Table(
                    "Labels, the most frequent first",
                    [
                        Column.Text("Label"), Column.Number("How often"), Column.Number("Share of labels"), Column.Number("Mean confidence"),
                        Column.Number($"At {ReportText.Threshold(statistics)} or more"),
                    ],
                    [.. statistics.TopLabels.Select(label => (IReadOnlyList<string>)[
                        ReportText.Visible(label.Name),
                        ReportText.Count(label.Labels),
                        ReportText.Share(label.Labels, statistics.Labels),
                        ReportText.Mean(label.MeanConfidence),
                        NumberText.Percent(label.ShareAtThreshold, decimals: 2),
                    ])])),
            new Paragraph(
                $"Names are as the service wrote them: Cat and cat are two. There are {ReportText.Count(statistics.Names)} of them"
                + (statistics.LabelsOfOtherNames == 0 ? "." : $", and more that were not kept, with {ReportText.Count(statistics.LabelsOfOtherNames)} labels.")),
            new Table(
                "Versions of the service's model",
                [Column.Text("Version"), Column.Number("Images"), Column.Number("Share of images")],
                [.. statistics.ModelVersions.Select(version => (IReadOnlyList<string>)[
                    version.Version.Length == 0 ? "(none given)" : ReportText.Visible(version.Version),
                    ReportText.Count(version.Images),
                    ReportText.Share(version.Images, statistics.Images),
                ])]));
    }
}

using Labels.Statistics;
using Reports;

namespace Ingest.Report;

/// <summary>Of a report's page: how many labels images have.</summary>
internal static class LabelsPerImagePart
{
    /// <summary>As many bars as can be told apart on a phone.</summary>
    private const int MaxBars = 64;

    public static Section Of(StatisticsReport statistics)
    {
        var most = statistics.LabelsPerImage.Max(images => images.Labels);
        var width = (most / MaxBars) + 1;
        var groups = statistics.LabelsPerImage
            .GroupBy(images => images.Labels / width * width, images => images.Images)
            .Select(group => (From: group.Key, Images: group.Sum()))
            .ToList();
        return new Section(
            "Labels for an image",
            new Histogram(
                "How many images have how many labels",
                Axis.OfWholeNumbers("Labels of the image", 0, (most / width * width) + width - 1),
                Axis.OfCounts("Images", groups.Max(group => group.Images)),
                [.. groups.Select(group => new HistogramBar(group.From - 0.5, group.From + width - 0.5, group.Images))],
                mark: null,
                new Folded(
                    "The numbers of the chart",
                    new Table(
                        "Images by number of labels",
                        [Column.Text("Labels"), Column.Number("Images"), Column.Number("Share of images")],
                        [.. groups.Select(group => (IReadOnlyList<string>)[
                            Range(group.From, width), ReportText.Count(group.Images), ReportText.Share(group.Images, statistics.Images),
                        ])]))));
    }

    private static string Range(int from, int width) =>
        from + width > LabelsPerImage.Many ? $"{from} or more" : width == 1 ? $"{from}" : $"{from} to {from + width - 1}";
}

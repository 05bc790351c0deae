using Labels.Statistics;
using Reports;

namespace Ingest.Report;

/// <summary>Of a report's page: labels that must not be shown because of what they say of people.</summary>
internal static class ExcludedPart
{
    private const int NamesOfAxis = 5;

    public static Section Of(StatisticsReport statistics) => new(
        "Labels on the exclusion list",
        statistics.Excluded.Count == 0
            ? [new Paragraph("None of the labels is on the exclusion list.")]
            : [
                new Table(
                    "Labels on the exclusion list, by what they say of people",
                    [
                        Column.Text("Axis"), Column.Number("Names"), Column.Number("Labels"), Column.Number("Share of labels"),
                        Column.Number($"At {ReportText.Threshold(statistics)} or more"),
                    ],
                    [.. Axes(statistics).Select(axis => (IReadOnlyList<string>)[
                        axis.Key,
                        ReportText.Count(axis.Count()),
                        ReportText.Count(axis.Sum(name => name.Labels)),
                        ReportText.Share(axis.Sum(name => name.Labels), statistics.Labels),
                        ReportText.Count(axis.Sum(name => name.LabelsAtThreshold)),
                    ])]),
                new Folded(
                    $"The most frequent names of each axis, {NamesOfAxis} at the most",
                    new Table(
                        "Names on the exclusion list, the most frequent first",
                        [Column.Text("Label"), Column.Text("Axis"), Column.Number("Labels"), Column.Number($"At {ReportText.Threshold(statistics)} or more")],
                        [.. Axes(statistics).SelectMany(axis => axis.Take(NamesOfAxis)).Select(name => (IReadOnlyList<string>)[
                            ReportText.Visible(name.Name), name.Axis, ReportText.Count(name.Labels), ReportText.Count(name.LabelsAtThreshold),
                        ])])),
                new Paragraph("They are never shown, whatever their confidence. Whether they were staged is a matter of excludeLabels."),
            ]);

    private static IEnumerable<IGrouping<string, ExcludedStatistic>> Axes(StatisticsReport statistics) =>
        statistics.Excluded.GroupBy(name => name.Axis, StringComparer.Ordinal);
}

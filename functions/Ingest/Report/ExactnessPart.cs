using Reports;

namespace Ingest.Report;

/// <summary>Of a report's page: what its numbers are worth.</summary>
internal static class ExactnessPart
{
    public static Section Of(RunReport report) => new(
        "How exact these numbers are",
        new Table("How exact these numbers are", [Column.Text("Number"), Column.Text("How exact")], [.. Rows(report)]));

    private static IEnumerable<IReadOnlyList<string>> Rows(RunReport report)
    {
        yield return ["Bytes, records, labels, rejects, rows, images", "exact: each commits together with what it counts"];
        yield return ["Times", "by the database's clock"];
        if (report.Summary.Estimate is not null)
            yield return ["What the real run would do and take", "estimated, as is said there; the range holds nineteen times out of twenty"];

        if (report.Statistics is not { } statistics)
        {
            yield return ["Confidences and names", "not counted: the run was planned before there were statistics"];
            yield break;
        }

        if (statistics.Labels == 0)
            yield break;

        yield return ["Means", "exact to 18 digits after the point, rounded here to four"];
        yield return ["Medians", $"of bins of a hundredth of a percentage point: off by {statistics.MedianError} points at the most"];
        yield return ["The images' medians, of which a mean is taken", "exact"];
        yield return ["Labels and images at a least confidence", "exact"];
        yield return ["Labels by confidence, images by number of labels", "exact"];
        yield return statistics.LabelsOfOtherNames == 0
            ? ["Labels by name", "exact: all names are kept"]
            : [
                "Labels by name",
                $"exact for {ReportText.Count(statistics.Names)} names, which are kept whatever they are; "
                + $"the others' {ReportText.Count(statistics.LabelsOfOtherNames)} labels are in no count by name",
            ];
    }
}

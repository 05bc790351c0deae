using Catalog.Runs;
using Reports;

namespace Ingest.Report;

/// <summary>Of a report's page: what was left of the file at each step, and what fell out between.</summary>
internal static class FunnelPart
{
    public static Section Of(RunSummary summary) => new(
        "From the file to the catalog",
        new BarList("What is left at each step; a bar shows the share of the file's lines", "Step", "Number", [.. Steps(summary)]),
        new Table(
            "What falls out on the way",
            [Column.Text("What"), Column.Number("Number"), Column.Number("Share of lines")],
            [.. Losses(summary).Select(loss => (IReadOnlyList<string>)[loss.What, ReportText.Count(loss.Number), ReportText.Share(loss.Number, Lines(summary))])]));

    private static IEnumerable<Bar> Steps(RunSummary summary)
    {
        yield return new Bar("Bytes accounted for", Part(summary.Bytes, summary.Size), NumberText.Count(summary.Bytes));
        yield return Step("Lines", Lines(summary));
        yield return Step("Records", summary.Records);
        yield return new Bar("Labels in them", null, NumberText.Count(summary.Labels));
        yield return Step("Records with labels", summary.Records - summary.Empty);
        yield return Step(summary.DryRun ? "Rows to be staged" : "Rows staged", summary.Staged);
        if (summary.DryRun)
            yield break;

        yield return Step("Images matched", summary.Matched);
        yield return Step("Images changed", summary.Changed);

        Bar Step(string name, long? number) => new(name, Part(number, Lines(summary)), ReportText.Count(number));
    }

    private static IEnumerable<(string What, long? Number)> Losses(RunSummary summary)
    {
        yield return ("Lines that cannot be read", summary.Rejected);
        yield return ("Records without labels", summary.Empty);
        yield return ("Records of which the filters leave no label", summary.Records - summary.Empty - summary.Staged);
        if (summary.DryRun)
            yield break;

        yield return ("Rows that a later record of the same image overrides", summary.Duplicates);
        yield return ("Images that the catalog does not have", summary.Unmatched);
        yield return ("Images that had these tags already", summary.Matched - summary.Changed);
    }

    private static long Lines(RunSummary summary) => summary.Records + summary.Rejected;

    private static double Part(long? part, long whole) => whole > 0 ? (part ?? 0) / (double)whole : 0;
}

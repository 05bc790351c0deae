using Catalog.Estimates;
using Reports;

namespace Ingest.Report;

/// <summary>Of a dry run's page: what the real run would do and take.</summary>
internal static class EstimatePart
{
    public static Section Of(RunEstimate estimate) => new(
        "What the real run would do",
        new KeyFigures(
            new KeyFigure("Images changed", ReportText.Count(estimate.Changed.Value), Range(estimate.Changed)),
            new KeyFigure("Time", NumberText.Seconds(estimate.Seconds.Total)),
            new KeyFigure("Growth of the catalog", NumberText.Bytes(estimate.Bytes.Catalog), $"and {NumberText.Bytes(estimate.Bytes.Staging)} until it ends"),
            new KeyFigure("Cost", NumberText.Dollars(estimate.Cost.Total), "beside the database")),
        new Table(
            "What it would do: the most likely number, and the range in which it lies with a confidence of 95%",
            [Column.Text("What"), Column.Number("Number"), Column.Text("Range")],
            [
                ["Rows staged", ReportText.Count(estimate.RowsToStage), "counted"],
                Count("Images of the file", estimate.Images),
                Count("Images matched", estimate.Matched),
                Count("Images changed", estimate.Changed),
            ]),
        new Table("What it would take", [Column.Text("What"), Column.Number("How much")], [.. Needs(estimate)]),
        new Table(
            "What that was derived from",
            [Column.Text("What"), Column.Text("From")],
            [
                ["Images", SampleText(estimate.Sample)],
                ["Time", estimate.Seconds.Basis],
                ["Disk", estimate.Bytes.Basis],
                ["Cost", estimate.Cost.Basis],
            ]));

    private static IEnumerable<IReadOnlyList<string>> Needs(RunEstimate estimate)
    {
        var (seconds, bytes, cost) = (estimate.Seconds, estimate.Bytes, estimate.Cost);
        yield return ["Time to load", NumberText.Seconds(seconds.Load)];
        yield return ["Time to check and plan", NumberText.Seconds(seconds.Check)];
        yield return ["Time to merge", NumberText.Seconds(seconds.Merge)];
        yield return ["Staging, until the run ends", NumberText.Bytes(bytes.Staging)];
        yield return ["Growth of the catalog", NumberText.Bytes(bytes.Catalog)];
        yield return ["of which tags that stay", bytes.Tags < 0 ? $"-{NumberText.Bytes(-bytes.Tags)}" : NumberText.Bytes(bytes.Tags)];
        yield return ["Write-ahead log", NumberText.Bytes(bytes.Wal)];
        yield return ["What an undo needs, for 90 days", NumberText.Bytes(bytes.Undo)];
        yield return ["Lambda", NumberText.Dollars(cost.Lambda)];
        yield return ["Step Functions", NumberText.Dollars(cost.StepFunctions)];
        yield return ["S3", NumberText.Dollars(cost.S3)];
    }

    private static string[] Count(string what, EstimatedCount count) => [what, ReportText.Count(count.Value), Range(count)];

    private static string Range(EstimatedCount count) =>
        count.Low == count.High ? "counted" : $"{ReportText.Count(count.Low)} to {ReportText.Count(count.High)}";

    private static string SampleText(EstimateSample sample) =>
        (sample.Share == 1 ? "All" : NumberText.Percent((decimal)sample.Share, decimals: 3)) + $" of the images: {ReportText.Count(sample.Images)} were looked up in "
        + $"the catalog, which had {ReportText.Count(sample.Matched)}; a merge would have changed {ReportText.Count(sample.Changed)}.";
}

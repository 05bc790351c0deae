using Reports;

namespace GroundTruth.Evaluation;

/// <summary>Of an evaluation's page: accuracy against share of votes.</summary>
internal static class VoteSharePart
{
    public static Section Of(EvaluationReport report)
    {
        var shares = report.VoteShares;
        return new Section(
            "Accuracy against share of votes",
            new Paragraph("What is gained by using only labels that enough of the workers asked gave, and how many items are left then."),
            new LineChart(
                "Accuracy, and share of items left, by share of votes",
                Axis.OfShares("At least this share of votes"),
                Axis.OfShares("Share"),
                [
                    new Series("Right among the items left", [.. shares.Select(share => Point(share.Share, share.Accuracy))], Course.Steps),
                    new Series("Items left", [.. shares.Select(share => Point(share.Share, Left(share)))], Course.Steps),
                ],
                Numbers()));

        Table Numbers() => new(
            "Accuracy by share of votes, among items with a gold label",
            [
                Column.Text("Share of votes, at least"), Column.Number("Items left"), Column.Number("Share of items"), Column.Number("Right"),
                Column.Number("Accuracy"),
            ],
            [.. shares.Select(share => new[]
            {
                NumberText.Percent(share.Share), NumberText.Count(share.Items), NumberText.Percent(Left(share)), NumberText.Count(share.Right),
                NumberText.Percent(share.Accuracy),
            })]);

        decimal? Left(VoteShareAccuracy share) => Ratio.Of(share.Items, report.Accuracy.Items);
    }

    private static ChartPoint Point(decimal x, decimal? y) => new((double)x, (double)(y ?? 0));
}

using Reports;

namespace GroundTruth.Evaluation;

/// <summary>An evaluation as a page for those who decide whether the labels are good enough, and what more of them may cost.</summary>
public static class EvaluationPage
{
    /// <param name="report">What was found.</param>
    /// <param name="source">Where the output manifest is, to be named in the page.</param>
    public static Page Of(EvaluationReport report, string source) => new(
        "How good are the labels?",
        $"{source}: {Count(report.Items)} items, {Count(report.Annotations)} annotations.",
        [.. Sections(report)]);

    private static IEnumerable<Section> Sections(EvaluationReport report)
    {
        yield return new Section("In short", new KeyFigures([.. Figures(report)]), new Paragraph(Explanation(report)));
        yield return VoteSharePart.Of(report);
        yield return CategoryPart.Of(report.Categories);
        yield return ConfusionPart.Of(report.Confusions);
        if (report.Agreement is { } agreement)
            yield return AgreementPart.Of(agreement);

        if (report.Cost is { } cost)
            yield return CostPart.Of(cost);

        yield return FilesPart.Of(report);
    }

    private static IEnumerable<KeyFigure> Figures(EvaluationReport report)
    {
        yield return new KeyFigure("With consensus", Percent(report.Consensus.Share), $"{Count(report.Consensus.Items)} of {Count(report.Items)} items");
        yield return new KeyFigure("Right", Percent(report.Accuracy.Share), OfItems(report.Accuracy));
        yield return new KeyFigure("Right among consensus", Percent(report.ConsensusAccuracy.Share), OfItems(report.ConsensusAccuracy));
        if (report.Agreement is { } agreement)
            yield return new KeyFigure("Same in both jobs", Percent(agreement.Share), $"{Count(agreement.Same)} of {Count(agreement.Common)} items");

        if (report.Cost is { } cost)
        {
            yield return new KeyFigure("Cost so far", NumberText.Dollars(cost.Total), $"{Count(cost.Tasks)} tasks");
            yield return new KeyFigure("Cost of a usable label", NumberText.Dollars(cost.PerUsableLabel), cost.Note ?? "with consensus");
            if (cost.Projection is { } projection)
                yield return new KeyFigure($"Cost of {Count(projection.TargetSize)} usable labels", NumberText.Dollars(projection.Cost), cost.Note ?? "projected");
        }
    }

    private static string Explanation(EvaluationReport report) =>
        $"Consensus: {report.Consensus.Rule}. Right: the label is the gold standard's, among items that have one there; "
        + "an item without a label is not right."
        + (report.Failed + report.Unlabelled == 0
            ? ""
            : $" Items without a label: {Count(report.Unlabelled + report.Failed)}, of which Ground Truth gave up {Count(report.Failed)}.");

    private static string OfItems(Tally tally) => tally.Items == 0 ? "no item has a gold label" : $"{Count(tally.Right)} of {Count(tally.Items)} items";

    private static string Count(long value) => NumberText.Count(value);

    private static string Percent(decimal? share) => NumberText.Percent(share);
}

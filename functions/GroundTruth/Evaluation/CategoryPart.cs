using Reports;

namespace GroundTruth.Evaluation;

/// <summary>Of an evaluation's page: how well each label is recognised.</summary>
internal static class CategoryPart
{
    private const int MaxBars = 12;

    public static Section Of(IReadOnlyList<CategoryScore> scores) => new(
        "By category",
        new Paragraph(
            "Precision: how often a label is right where it was given. Recall: how often it was given where it is right. "
            + "Consensus counts items of the category on whose label the workers agreed, whichever it was."),
        new BarList(
            scores.Count <= MaxBars ? "Recall" : $"Recall of the {MaxBars} categories with the most items",
            "Category",
            "Recall",
            [.. scores.Where(score => score.Items > 0).Take(MaxBars).Select(score => new Bar(
                LabelText.Of(score.Label, score.Name), (double)(score.Recall ?? 0), NumberText.Percent(score.Recall)))]),
        new Table(
            LongTable.Caption("Categories, those with the most items first", scores.Count),
            [
                Column.Text("Category"), Column.Number("Items"), Column.Number("Consensus"), Column.Number("Answered"), Column.Number("Right"),
                Column.Number("Precision"), Column.Number("Recall"),
            ],
            [.. scores.Take(LongTable.MaxRows).Select(score => new[]
            {
                LabelText.Of(score.Label, score.Name), NumberText.Count(score.Items), NumberText.Count(score.Consensus),
                NumberText.Count(score.Answered), NumberText.Count(score.Right), NumberText.Percent(score.Precision),
                NumberText.Percent(score.Recall),
            })]));
}

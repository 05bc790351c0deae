using Reports;

namespace GroundTruth.Evaluation;

/// <summary>Of an evaluation's page: what was taken for what.</summary>
internal static class ConfusionPart
{
    public static Section Of(IReadOnlyList<Confusion> confusions) => new(
        "What was taken for what",
        new Table(
            LongTable.Caption("Labels that are not those of the gold standard, the most frequent first", confusions.Count),
            [Column.Text("Gold standard"), Column.Text("Answered"), Column.Number("Items")],
            [.. confusions.Take(LongTable.MaxRows).Select(confusion => new[]
            {
                LabelText.Of(confusion.Gold, confusion.GoldName), LabelText.Of(confusion.Answered, confusion.AnsweredName),
                NumberText.Count(confusion.Count),
            })]));
}

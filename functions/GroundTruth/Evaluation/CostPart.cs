using Reports;

namespace GroundTruth.Evaluation;

/// <summary>Of an evaluation's page: what usable labels cost.</summary>
internal static class CostPart
{
    public static Section Of(LabelCost cost) => new(
        "Cost",
        new Paragraph(
            "A task is one object shown to one worker. A label is usable if the workers agreed on it; all tasks are paid for."
            + (cost.Projection is null
                ? ""
                : " The projection takes the same consensus and as many workers an item: target ÷ share with consensus × workers × price.")),
        new Table("What it costs", [Column.Text("What"), Column.Number("Number")], [.. Rows(cost)]));

    private static IEnumerable<string[]> Rows(LabelCost cost)
    {
        yield return ["Price of a task", NumberText.Dollars(cost.PricePerTask)];
        yield return ["Tasks", NumberText.Count(cost.Tasks)];
        yield return ["Cost so far", NumberText.Dollars(cost.Total)];
        yield return ["Usable labels", NumberText.Count(cost.UsableLabels)];
        yield return ["Cost of a usable label", cost.Note ?? NumberText.Dollars(cost.PerUsableLabel)];
        if (cost.Projection is { } projection)
        {
            yield return ["Usable labels wanted", NumberText.Count(projection.TargetSize)];
            yield return ["Items to be labelled for them", cost.Note ?? NumberText.Count(projection.Items ?? 0)];
            yield return ["Cost to be expected", cost.Note ?? NumberText.Dollars(projection.Cost)];
        }
    }
}

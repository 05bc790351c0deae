namespace GroundTruth.Evaluation;

/// <summary>How many of some items have the label that the gold standard gives them.</summary>
/// <param name="Items">Items that have a gold label.</param>
/// <param name="Right">Those of them whose label is the gold label. An item without a label is not right.</param>
public readonly record struct Tally(int Items, int Right)
{
    /// <summary>Null where there are no items.</summary>
    public decimal? Share => Ratio.Of(Right, Items);

    internal static Tally Of(IEnumerable<JudgedItem> items) =>
        items.Aggregate(default(Tally), (sum, item) => new Tally(sum.Items + 1, sum.Right + (item.IsRight ? 1 : 0)));
}

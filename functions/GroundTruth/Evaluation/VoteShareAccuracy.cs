namespace GroundTruth.Evaluation;

/// <summary>What it would gain to use only labels that enough workers gave.</summary>
/// <param name="Share">At least this share of the workers asked gave the label.</param>
/// <param name="Items">Items with a gold label of which that is true.</param>
/// <param name="Right">Those of them that are right.</param>
public sealed record VoteShareAccuracy(decimal Share, int Items, int Right)
{
    public decimal? Accuracy => Ratio.Of(Right, Items);

    /// <returns>One for each share that occurs, the least first.</returns>
    internal static IReadOnlyList<VoteShareAccuracy> Of(IEnumerable<JudgedItem> items)
    {
        var shares = new List<VoteShareAccuracy>();
        foreach (var group in items.Where(item => !item.Item.Label.IsNone).GroupBy(item => item.Item.VoteShare).OrderByDescending(group => group.Key))
        {
            var (above, aboveRight) = shares is [.., var last] ? (last.Items, last.Right) : (0, 0);
            var here = Tally.Of(group);
            shares.Add(new VoteShareAccuracy(group.Key, above + here.Items, aboveRight + here.Right));
        }

        shares.Reverse();
        return shares;
    }
}

using GroundTruth.Annotations;
using GroundTruth.Taxonomy;

namespace GroundTruth.Evaluation;

/// <summary>How well one label is recognised, among items that have a gold label.</summary>
/// <param name="Label">The label.</param>
/// <param name="Name">What the taxonomy calls it, or null.</param>
/// <param name="Items">Items whose gold label it is.</param>
/// <param name="Answered">Items that were given it.</param>
/// <param name="Consensus">Items whose gold label it is, and whose workers agreed, on whichever label.</param>
/// <param name="Right">Items that were given it, rightly.</param>
public sealed record CategoryScore(Label Label, string? Name, int Items, int Answered, int Consensus, int Right)
{
    /// <summary>How often it is right where it was given; null where it never was.</summary>
    public decimal? Precision => Ratio.Of(Right, Answered);

    /// <summary>How often it was given where it is right; null where it never is.</summary>
    public decimal? Recall => Ratio.Of(Right, Items);

    /// <returns>The labels that occur, those with the most items first.</returns>
    internal static IReadOnlyList<CategoryScore> Of(IEnumerable<JudgedItem> items, CategoryTree? taxonomy)
    {
        var scores = new Dictionary<Label, CategoryScore>();
        foreach (var item in items)
        {
            Change(item.Gold, score => score with
            {
                Items = score.Items + 1,
                Consensus = score.Consensus + (item.HasConsensus ? 1 : 0),
                Right = score.Right + (item.IsRight ? 1 : 0),
            });
            if (item.Item.Label is { IsNone: false } answer)
                Change(answer, score => score with { Answered = score.Answered + 1 });
        }

        return
        [
            .. scores.Values
                .OrderByDescending(score => score.Items)
                .ThenByDescending(score => score.Answered)
                .ThenBy(score => score.Label.ToString(), StringComparer.Ordinal),
        ];

        void Change(Label label, Func<CategoryScore, CategoryScore> change) =>
            scores[label] = change(scores.GetValueOrDefault(label) ?? new CategoryScore(label, CategoryNames.Of(label, taxonomy), 0, 0, 0, 0));
    }
}

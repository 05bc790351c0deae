using GroundTruth.Annotations;
using GroundTruth.Taxonomy;

namespace GroundTruth.Evaluation;

/// <summary>What was taken for what.</summary>
/// <param name="Gold">The right label.</param>
/// <param name="GoldName">What the taxonomy calls it, or null.</param>
/// <param name="Answered">Another one that was given, or none, which is null in JSON.</param>
/// <param name="AnsweredName">What the taxonomy calls that, or null.</param>
/// <param name="Count">How often.</param>
public sealed record Confusion(Label Gold, string? GoldName, Label Answered, string? AnsweredName, int Count)
{
    /// <returns>The most frequent first.</returns>
    internal static IReadOnlyList<Confusion> Of(IEnumerable<JudgedItem> items, CategoryTree? taxonomy)
    {
        return
        [
            .. items.Where(item => !item.IsRight)
                .GroupBy(item => (item.Gold, Answered: item.Item.Label))
                .Select(group => new Confusion(
                    group.Key.Gold, NameOf(group.Key.Gold), group.Key.Answered, NameOf(group.Key.Answered), group.Count()))
                .OrderByDescending(confusion => confusion.Count)
                .ThenBy(confusion => confusion.Gold.ToString(), StringComparer.Ordinal)
                .ThenBy(confusion => confusion.Answered.ToString(), StringComparer.Ordinal),
        ];

        string? NameOf(Label label) => CategoryNames.Of(label, taxonomy);
    }
}

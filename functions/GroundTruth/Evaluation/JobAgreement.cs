using GroundTruth.Annotations;

namespace GroundTruth.Evaluation;

/// <summary>How far two jobs came to the same labels.</summary>
/// <param name="Common">Items that have a label in both.</param>
/// <param name="Same">Those of them with the same one.</param>
/// <param name="Kappa">
/// Cohen's kappa (Cohen 1960, "A coefficient of agreement for nominal scales"): the agreement beyond what chance would give two jobs that
/// use each label as often as these do. 1 is full agreement, 0 no more than chance. Null where it is not defined: without common items, or
/// where both gave one and the same label to all of them.
/// </param>
/// <param name="OnlyFirst">Items that the second job does not have.</param>
/// <param name="OnlySecond">Items that the first job does not have.</param>
/// <param name="Unlabelled">Items that both have, but not both with a label.</param>
public sealed record JobAgreement(int Common, int Same, decimal? Kappa, int OnlyFirst, int OnlySecond, int Unlabelled)
{
    /// <summary>Null without common items.</summary>
    public decimal? Share => Ratio.Of(Same, Common);

    internal static JobAgreement Of(IReadOnlyDictionary<string, LabelledItem> first, IReadOnlyDictionary<string, LabelledItem> second)
    {
        var inBoth = 0;
        var pairs = new List<(Label First, Label Second)>();
        foreach (var (key, item) in first)
        {
            if (!second.TryGetValue(key, out var other))
                continue;

            inBoth++;
            if (!item.Label.IsNone && !other.Label.IsNone)
                pairs.Add((item.Label, other.Label));
        }

        var same = pairs.Count(pair => pair.First == pair.Second);
        return new JobAgreement(
            pairs.Count, same, KappaOf(pairs, same), first.Count - inBoth, second.Count - inBoth, inBoth - pairs.Count);
    }

    /// <summary>(observed - expected) / (1 - expected), both as counts over n² so that nothing is rounded on the way.</summary>
    private static decimal? KappaOf(List<(Label First, Label Second)> pairs, int same)
    {
        var inFirst = pairs.CountBy(pair => pair.First).ToDictionary();
        var expected = pairs.CountBy(pair => pair.Second).Sum(label => (decimal)label.Value * inFirst.GetValueOrDefault(label.Key));
        var most = (decimal)pairs.Count * pairs.Count;
        return most == expected ? null : Ratio.Rounded(((decimal)same * pairs.Count - expected) / (most - expected));
    }
}

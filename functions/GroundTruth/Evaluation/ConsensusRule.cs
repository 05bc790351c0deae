using System.Globalization;

namespace GroundTruth.Evaluation;

/// <summary>When the workers who were asked agree well enough for their label to be used.</summary>
/// <param name="leastShare">
/// Above 0 to 1: the share of the workers asked who must give the label, compared at four places, so that 0.6667 is two of three.
/// Null for more than half of them, where half is not enough.
/// </param>
public sealed class ConsensusRule(decimal? leastShare = null)
{
    public bool IsMetBy(LabelledItem item) =>
        !item.Label.IsNone && item.Asked > 0 && (leastShare is { } least ? item.VoteShare >= least : 2L * item.Votes > item.Asked);

    public override string ToString() => leastShare is { } least
        ? string.Create(CultureInfo.InvariantCulture, $"a share of {least} or more of the workers asked gave the label")
        : "more than half of the workers asked gave the label";
}

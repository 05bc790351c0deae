using GroundTruth.Annotations;

namespace GroundTruth.Evaluation;

/// <summary>What a labelling job made of one object.</summary>
/// <param name="Label">The consolidated label, or none.</param>
/// <param name="Votes">Workers who gave exactly that label.</param>
/// <param name="Asked">Workers who were asked, whether they answered or not: each is paid for.</param>
/// <param name="Failed">Ground Truth gave the object up.</param>
public readonly record struct LabelledItem(Label Label, int Votes, int Asked, bool Failed = false)
{
    /// <summary>Share of the workers asked who gave the label.</summary>
    public decimal VoteShare => Label.IsNone ? 0 : Ratio.Of(Votes, Asked) ?? 0;
}

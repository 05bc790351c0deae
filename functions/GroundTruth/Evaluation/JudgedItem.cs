using GroundTruth.Annotations;

namespace GroundTruth.Evaluation;

/// <summary>An item for which the gold standard has a label.</summary>
internal readonly record struct JudgedItem(LabelledItem Item, Label Gold, bool HasConsensus)
{
    public bool IsRight => Gold == Item.Label;
}

using GroundTruth.Taxonomy;

namespace GroundTruth.Evaluation;

/// <summary>What an evaluation takes for granted.</summary>
public sealed record EvaluationSettings
{
    /// <summary>When workers are said to agree.</summary>
    public ConsensusRule Consensus { get; init; } = new();

    /// <summary>What one worker's annotation of one object costs, 0 or more; null to say nothing of costs.</summary>
    public decimal? PricePerTask { get; init; }

    /// <summary>Usable labels wanted, 1 to <see cref="CostProjection.MaxTargetSize"/>; null for no projection.</summary>
    public long? TargetSize { get; init; }

    /// <summary>What categories are called; null where nobody has named them.</summary>
    public CategoryTree? Taxonomy { get; init; }
}

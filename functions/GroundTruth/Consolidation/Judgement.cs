namespace GroundTruth.Consolidation;

/// <summary>One answer to one task.</summary>
/// <param name="Worker">Index into <see cref="Judgements.Workers"/>.</param>
/// <param name="Label">Index into <see cref="Judgements.Labels"/>.</param>
public readonly record struct Judgement(int Worker, int Label);

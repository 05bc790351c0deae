namespace GroundTruth.Evaluation;

/// <summary>How often the workers agreed.</summary>
/// <param name="Rule">When they are said to agree.</param>
/// <param name="Items">Items on which they do.</param>
/// <param name="Share">Of all items; null where there are none.</param>
public sealed record Consensus(string Rule, int Items, decimal? Share);

namespace Catalog.Estimates;

/// <summary>How many workers a run asks for side by side.</summary>
/// <param name="Load">LoadShard, 1 or more.</param>
/// <param name="Merge">MergeTags, 1 or more.</param>
public sealed record RunWorkers(int Load, int Merge);

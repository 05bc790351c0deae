namespace Ingest.Messages;

/// <summary>The merge plan.</summary>
/// <param name="Partitions">Its shares, one for each worker; none as long as it is not complete.</param>
/// <param name="Done">Whether it is complete. If not, the planner wants to be called again with the same request.</param>
internal sealed record MergePartitions(IReadOnlyList<int> Partitions, bool Done);

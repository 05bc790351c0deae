namespace Ingest.Messages;

/// <summary>The shares of the merge plan, one for each worker.</summary>
internal sealed record MergePartitions(IReadOnlyList<int> Partitions);

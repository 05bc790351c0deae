namespace Catalog.Merge;

/// <summary>Not every byte of the source is accounted for, so nothing may be merged. The failed shards tell why.</summary>
public sealed class LoadIncomplete(string message) : Exception(message);

namespace Catalog.Merge;

/// <summary>Planned rows are not merged yet, so the run cannot be finished.</summary>
public sealed class MergeIncomplete(string message) : Exception(message);

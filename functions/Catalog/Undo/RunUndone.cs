namespace Catalog.Undo;

/// <summary>The run is being taken back, or has been: nothing more of it is merged. Start a new execution for the same file.</summary>
public sealed class RunUndone(string runId) : Exception($"Run '{runId}' has been taken back. Start a new execution to ingest its file again.");

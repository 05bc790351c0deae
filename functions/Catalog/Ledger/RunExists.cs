namespace Catalog.Ledger;

/// <summary>Another execution had that name, or the same one other settings. Start a new execution under a name of its own.</summary>
public sealed class RunExists(string runId, DateTimeOffset startedAt)
    : Exception($"There is a run '{runId}' already, of an execution that started at {startedAt:u}, or with other settings.");

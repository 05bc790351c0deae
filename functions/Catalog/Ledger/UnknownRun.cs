namespace Catalog.Ledger;

/// <summary>No run of that name was planned in this database.</summary>
public sealed class UnknownRun(string runId) : Exception($"The ledger has no run '{runId}'. A run begins with PlanShards.");

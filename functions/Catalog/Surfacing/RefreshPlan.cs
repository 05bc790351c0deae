namespace Catalog.Surfacing;

/// <summary>What a refresh is to do.</summary>
/// <param name="RefreshId">Its name: that of the execution.</param>
/// <param name="Source">Catalog table, which is only read.</param>
/// <param name="Target">The API's table, with or without its schema.</param>
/// <param name="DryRun">Count what would change; write nothing to the target.</param>
/// <param name="BatchRows">Rows of the source in a batch, 1 or more.</param>
/// <param name="StartedAt">When the execution started.</param>
public sealed record RefreshPlan(string RefreshId, string Source, string Target, bool DryRun, int BatchRows, DateTimeOffset StartedAt);

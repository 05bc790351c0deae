namespace Catalog.Inventory;

/// <summary>What an inventory has found so far.</summary>
/// <param name="Rows">Images it has read.</param>
/// <param name="Tags">All their tags, whoever gave them.</param>
/// <param name="PolicyVersion">The version of the policy that everything is judged by: that of its beginning.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Providers">Those that it counts, in order.</param>
public sealed record InventoryTotals(long Rows, long Tags, long PolicyVersion, DateTimeOffset StartedAt, IReadOnlyList<ProviderCount> Providers);

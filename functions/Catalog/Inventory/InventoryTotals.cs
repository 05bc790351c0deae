namespace Catalog.Inventory;

/// <summary>What an inventory has found so far.</summary>
/// <param name="Rows">Images it has read.</param>
/// <param name="TaggedRows">Those that have any tag.</param>
/// <param name="Tags">All elements of their tags, whoever gave them; tags that are no list are one. The sum of the three below, where no
/// provider was asked for.</param>
/// <param name="ProvidedTags">Tags that name a provider that it counts.</param>
/// <param name="UnprovidedTags">Tags that name none, if it counts these.</param>
/// <param name="OddTags">Elements of which nobody can say whose they are.</param>
/// <param name="Providers">Names of providers that it found and counts, each as it is written.</param>
/// <param name="PolicyVersion">The version of the policy that everything is judged by: that of its beginning.</param>
/// <param name="StartedAt">When its execution started.</param>
public sealed record InventoryTotals(
    long Rows, long TaggedRows, long Tags, long ProvidedTags, long UnprovidedTags, long OddTags, long Providers, long PolicyVersion, DateTimeOffset StartedAt);

namespace Curation.Messages;

/// <summary>How far an inventory is, and what it found.</summary>
/// <param name="InventoryId">The inventory.</param>
/// <param name="Rows">Images that it has read so far.</param>
/// <param name="Found">What there is, once all is counted.</param>
/// <param name="Done">Whether that was all. If not, the worker wants to be called again with the same request.</param>
internal sealed record InventoryProgress(string InventoryId, long Rows, InventoryFindings? Found, bool Done);

/// <summary>What an inventory found.</summary>
/// <param name="TaggedRows">Images that have any tag.</param>
/// <param name="Tags">All elements of their tags, whoever gave them.</param>
/// <param name="OddTags">Those of which nobody can say whose they are.</param>
/// <param name="ProviderCount">Names of providers that were found and counted.</param>
/// <param name="Providers">The first of them, as many as an execution may say.</param>
/// <param name="Csv">Where all labels are, as CSV.</param>
/// <param name="ProvidersCsv">Where all providers are, as CSV.</param>
/// <param name="Page">Where the page is.</param>
internal sealed record InventoryFindings(
    long TaggedRows,
    long Tags,
    long OddTags,
    long ProviderCount,
    IReadOnlyList<InventoriedProvider> Providers,
    string Csv,
    string ProvidersCsv,
    string Page);

/// <param name="Provider">The provider, a long name cut; empty for tags that name none.</param>
/// <param name="Labels">Different names.</param>
/// <param name="Tags">All its tags, those without a name too.</param>
/// <param name="Images">Images that have any.</param>
/// <param name="Withheld">Whether its switch keeps all of them back.</param>
/// <param name="WouldSurfaceTags">Tags that are shown once it is not withheld, all other rules standing.</param>
/// <param name="WouldSurfaceImages">Images that they are shown for.</param>
internal sealed record InventoriedProvider(
    string Provider, long Labels, long Tags, long Images, bool Withheld, long WouldSurfaceTags, long WouldSurfaceImages);

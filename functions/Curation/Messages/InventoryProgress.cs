namespace Curation.Messages;

/// <summary>How far an inventory is, and what it found.</summary>
/// <param name="InventoryId">The inventory.</param>
/// <param name="Rows">Images that it has read so far.</param>
/// <param name="Providers">What there is of each provider, once all is counted.</param>
/// <param name="Csv">Where all labels are, as CSV.</param>
/// <param name="Page">Where the page is.</param>
/// <param name="Done">Whether that was all. If not, the worker wants to be called again with the same request.</param>
internal sealed record InventoryProgress(
    string InventoryId, long Rows, IReadOnlyList<InventoriedProvider> Providers, string? Csv, string? Page, bool Done);

/// <param name="Provider">The provider.</param>
/// <param name="Labels">Different names.</param>
/// <param name="Tags">All its tags, those without a name too.</param>
/// <param name="Images">Images that have any.</param>
/// <param name="Withheld">Whether its switch keeps all of them back.</param>
/// <param name="WouldSurfaceTags">Tags that are shown once it is not withheld, all other rules standing.</param>
/// <param name="WouldSurfaceImages">Images that they are shown for.</param>
internal sealed record InventoriedProvider(
    string Provider, long Labels, long Tags, long Images, bool Withheld, long WouldSurfaceTags, long WouldSurfaceImages);

namespace Catalog.Inventory;

/// <summary>How much of a provider is in the catalog.</summary>
/// <param name="Provider">The provider, exactly as it stands in the catalog; empty for tags that name none.</param>
/// <param name="Key">What tells it from others, however long its name is.</param>
/// <param name="Labels">Different names.</param>
/// <param name="Tags">All its tags, those without a name too.</param>
/// <param name="Images">Images that have any.</param>
/// <param name="IsWithheld">Whether its switch keeps all of them back.</param>
/// <param name="SurfacingTags">Tags that are shown where it is not withheld, all other rules standing.</param>
/// <param name="SurfacingImages">Images that they are shown for.</param>
public sealed record ProviderCount(
    string Provider, string Key, long Labels, long Tags, long Images, bool IsWithheld, long SurfacingTags, long SurfacingImages);

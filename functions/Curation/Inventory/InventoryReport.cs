using Amazon.S3;
using Catalog.Inventory;
using Hosting.Storage;
using Labels.Categories;

namespace Curation.Inventory;

/// <summary>
/// Writes an inventory to S3: all providers and all labels as CSV, and as a page what there is most of. However many of them a catalog has, and
/// however long their names are, only what the page shows is held in memory.
/// </summary>
internal sealed class InventoryReport(IAmazonS3 s3, string bucket, LabelInventory inventory, InventoryContents contents)
{
    /// <summary>Providers that the page lists.</summary>
    private const int MostProviders = 100;

    /// <summary>Providers that have a part of the page.</summary>
    private const int MostParts = 20;

    /// <summary>Lines of odd tags that the page has.</summary>
    private const int MostOdd = 100;

    private readonly LabelCategories categories = LabelCategories.Packaged();

    public ObjectLocation Csv { get; } = new(bucket, $"inventories/{inventory.Id}/inventory.csv");

    public ObjectLocation ProvidersCsv { get; } = new(bucket, $"inventories/{inventory.Id}/providers.csv");

    public ObjectLocation Page { get; } = new(bucket, $"inventories/{inventory.Id}/inventory.html");

    /// <returns>The first providers, their names cut.</returns>
    /// <exception cref="OutputTooLarge">A CSV does not fit the function's temporary storage, or an object in S3.</exception>
    public async Task<IReadOnlyList<ProviderCount>> WriteAsync(InventoryTotals totals, CancellationToken cancellationToken)
    {
        var providers = await WriteProvidersAsync(cancellationToken);
        var parts = providers.Take(MostParts).Select(provider => new ProviderDigest(provider)).ToList();
        var odd = await WriteLabelsAsync(parts.ToDictionary(part => part.Count.Key, StringComparer.Ordinal), cancellationToken);
        using var page = new MemoryStream(InventoryPage.Of(inventory, totals, providers, parts, odd).ToUtf8(), writable: false);
        await S3Objects.SaveAsync(s3, Page, page, "text/html; charset=utf-8", cancellationToken);
        return providers;
    }

    private async Task<IReadOnlyList<ProviderCount>> WriteProvidersAsync(CancellationToken cancellationToken)
    {
        var first = new List<ProviderCount>();
        using var file = new TemporaryFile();
        using (var lines = new ProviderFile(file))
        {
            await foreach (var provider in contents.ProvidersAsync(cancellationToken))
            {
                lines.Write(provider);
                if (first.Count < MostProviders)
                    first.Add(provider with { Provider = ShownName.Cut(provider.Provider) });
            }
        }

        await file.SaveAsync(s3, ProvidersCsv, "text/csv; charset=utf-8", cancellationToken);
        return first;
    }

    /// <returns>The first odd tags.</returns>
    private async Task<IReadOnlyList<LabelCount>> WriteLabelsAsync(Dictionary<string, ProviderDigest> parts, CancellationToken cancellationToken)
    {
        var odd = new List<LabelCount>();
        using var file = new TemporaryFile();
        using (var lines = new LabelFile(file))
        {
            await foreach (var label in contents.LabelsAsync(cancellationToken))
            {
                var verdict = LabelVerdict.Of(label, categories);
                lines.Write(label, verdict);
                var kept = label with { Provider = ShownName.Cut(label.Provider), Name = ShownName.Cut(label.Name) };
                if (label.Kind == TagKind.Label)
                    parts.GetValueOrDefault(label.ProviderKey)?.Add(kept, verdict);
                else if (odd.Count < MostOdd)
                    odd.Add(kept);
            }
        }

        await file.SaveAsync(s3, Csv, "text/csv; charset=utf-8", cancellationToken);
        return odd;
    }
}

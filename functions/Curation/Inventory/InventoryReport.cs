using Amazon.S3;
using Catalog.Inventory;
using Hosting.Storage;
using Labels.Categories;

namespace Curation.Inventory;

/// <summary>Writes an inventory to S3, all labels as CSV and the most frequent ones as a page.</summary>
internal sealed class InventoryReport(IAmazonS3 s3, string bucket, LabelInventory inventory, InventoryTotals totals)
{
    private readonly LabelCategories categories = LabelCategories.Packaged();

    public ObjectLocation Csv { get; } = new(bucket, $"inventories/{inventory.Id}/inventory.csv");

    public ObjectLocation Page { get; } = new(bucket, $"inventories/{inventory.Id}/inventory.html");

    /// <param name="labels">By provider and the most frequent first, each held no longer than it is looked at unless the page shows it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OutputTooLarge">The CSV does not fit the function's temporary storage, or an object in S3.</exception>
    public async Task WriteAsync(IAsyncEnumerable<LabelCount> labels, CancellationToken cancellationToken)
    {
        var providers = totals.Providers.Select(provider => new ProviderDigest(provider)).ToList();
        var odd = new List<LabelCount>();
        using var file = new TemporaryFile();
        using (var csv = new InventoryCsv(file))
        {
            await foreach (var label in labels.WithCancellation(cancellationToken))
            {
                var digest = providers.Find(provider => provider.Count.Provider == label.Provider);
                var verdict = LabelVerdict.Of(label, categories, digest?.Count.IsWithheld ?? false);
                csv.Write(label, verdict);
                if (label.Kind == TagKind.Label)
                    digest!.Add(label, verdict);
                else
                    odd.Add(label);
            }
        }

        await file.SaveAsync(s3, Csv, "text/csv; charset=utf-8", cancellationToken);
        using var page = new MemoryStream(InventoryPage.Of(inventory, totals, providers, odd).ToUtf8(), writable: false);
        await S3Objects.SaveAsync(s3, Page, page, "text/html; charset=utf-8", cancellationToken);
    }
}

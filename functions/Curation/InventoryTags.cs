using Amazon.Lambda.Core;
using Amazon.S3;
using Catalog;
using Catalog.Inventory;
using Catalog.Surfacing;
using Curation.Hosting;
using Curation.Inventory;
using Curation.Messages;
using Curation.Settings;
using Hosting;
using Hosting.Settings;
using Npgsql;

namespace Curation;

/// <summary>Counts the labels that the catalog has of each provider, batch by batch, and writes what it found as CSV and as a page.</summary>
internal sealed class InventoryTags(NpgsqlDataSource database, IAmazonS3 s3, IReadOnlyList<string> tables, string bucket)
{
    /// <exception cref="InvalidSettings">The input is not what it must be.</exception>
    /// <exception cref="UnknownTable">There is no such table, or it has no unique index on its identifiers.</exception>
    /// <exception cref="InventoryExists">The name was given to another execution, or to one with other settings.</exception>
    public async Task<InventoryProgress> HandleAsync(
        InventoryRequest request, Deadline deadline, ILambdaLogger logger, InvocationMetrics metrics)
    {
        var inventoryId = new SettingValue("inventoryId", request.InventoryId).Name();
        metrics.Note("inventoryId", inventoryId);
        var settings = InventoryInput.Read(request, tables);
        var table = await CatalogTable.FindAsync(database, settings.Table, deadline.Token);
        await UniqueIdentifier.RequireAsync(database, table, deadline.Token);
        var inventory = await new InventoryLedger(database).BeginAsync(inventoryId, settings, deadline.Token);
        var counter = new LabelCounter(database, inventory, table);
        var contents = new InventoryContents(database, inventory);
        var before = await contents.RowsAsync(deadline.Token);
        var progress = await WorkLoop.RunAsync(() => counter.CountBatchAsync(deadline.Token), deadline);

        // Where time is up, what has been committed is still to be told: one row, by its key.
        var rows = await contents.RowsAsync(progress.Done ? deadline.Token : CancellationToken.None);
        metrics.Add(CurationMetric.Rows, rows - before);
        if (!progress.Done)
        {
            logger.LogInformation("Inventory {inventoryId}: {rows} images read, not all yet.", inventoryId, rows);
            return new InventoryProgress(inventoryId, rows, Found: null, Done: false);
        }

        var totals = await contents.TotalsAsync(deadline.Token);
        var report = new InventoryReport(s3, bucket, inventory, contents);
        var providers = await report.WriteAsync(totals, deadline.Token);
        logger.LogInformation("Inventory {inventoryId}: {rows} images read; {page}.", inventoryId, rows, report.Page);
        var found = new InventoryFindings(
            totals.TaggedRows,
            totals.Tags,
            totals.OddTags,
            totals.Providers,
            [.. providers.Select(Of)],
            report.Csv.ToString(),
            report.ProvidersCsv.ToString(),
            report.Page.ToString());
        return new InventoryProgress(inventoryId, rows, found, Done: true);
    }

    private static InventoriedProvider Of(ProviderCount provider) => new(
        provider.Provider,
        provider.Labels,
        provider.Tags,
        provider.Images,
        provider.IsWithheld,
        provider.SurfacingTags,
        provider.SurfacingImages);
}

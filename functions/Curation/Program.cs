using System.Text.Json;
using Amazon.S3;
using Catalog.Access;
using Catalog.Surfacing;
using Curation;
using Curation.Hosting;
using Curation.Messages;
using Hosting;
using Hosting.Settings;
using Npgsql;

// One executable, one process for each function: an environment variable tells which of them this process is. Each opens only what it
// has business with, and is told only of that.
var handler = CurationSettings.Handler;
var database = new Lazy<NpgsqlDataSource>(() => FunctionDatabase.Open(handler));
var s3 = new Lazy<IAmazonS3>(() => new AmazonS3Client());

var host = new FunctionHost<CurationJsonContext>(
    CurationJsonContext.Default.Options, CurationMetric.Namespace, DatabaseFailure.NameOf);

await host.StartAsync(() => handler switch
{
    nameof(PublishPolicy) => host.RunAsync<JsonElement, PublishedPolicy>(
        new PublishPolicy(database.Value, s3, CurationSettings.CatalogTables, CurationSettings.IsProduction).HandleAsync),
    nameof(RefreshSurfaced) => host.RunAsync<RefreshRequest, RefreshSummary>(
        new RefreshSurfaced(database.Value, CurationSettings.CatalogTables, CurationSettings.ApiTables).HandleAsync),
    nameof(InventoryTags) => host.RunAsync<InventoryRequest, InventoryProgress>(
        new InventoryTags(database.Value, s3.Value, CurationSettings.CatalogTables, CurationSettings.ResultsBucket).HandleAsync),
    _ => throw new InvalidSettings($"FUNCTION_HANDLER is '{handler}'; allowed is one of PublishPolicy, RefreshSurfaced, InventoryTags."),
});

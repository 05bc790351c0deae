using Amazon.S3;
using Ingest;
using Ingest.Hosting;
using Ingest.Messages;
using Ingest.Settings;
using Ingest.Storage;
using Npgsql;

// One executable, one process for each function: an environment variable tells which of them this process is.
var handler = FunctionSettings.Handler;
var database = new Lazy<NpgsqlDataSource>(() => FunctionDatabase.Open(handler));
var s3 = new Lazy<IAmazonS3>(() => new AmazonS3Client());

await FunctionHost.StartAsync(() => handler switch
{
    nameof(PlanShards) => FunctionHost.RunAsync<PlanRequest, IngestPlan>(
        new PlanShards(database.Value, s3.Value, FunctionSettings.CatalogTables).HandleAsync),
    nameof(LoadShard) => FunctionHost.RunAsync<ShardRequest, WorkProgress>(
        new LoadShard(database.Value, s3.Value, new RejectStore(s3.Value, FunctionSettings.ResultsBucket)).HandleAsync),
    nameof(CheckLoad) => FunctionHost.RunAsync<RunRequest, MergePartitions>(new CheckLoad(database.Value).HandleAsync),
    nameof(MergeTags) => FunctionHost.RunAsync<PartitionRequest, WorkProgress>(new MergeTags(database.Value).HandleAsync),
    nameof(FinishIngest) => FunctionHost.RunAsync<RunRequest, Catalog.Runs.RunSummary>(new FinishIngest(database.Value).HandleAsync),
    _ => throw new InvalidSettings(
        $"FUNCTION_HANDLER is '{handler}'; allowed is one of PlanShards, LoadShard, CheckLoad, MergeTags, FinishIngest."),
});

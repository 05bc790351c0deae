using System.Text.Json;
using Amazon.Lambda.SQSEvents;
using Amazon.S3;
using Amazon.StepFunctions;
using Catalog.Access;
using Hosting;
using Hosting.Settings;
using Hosting.Storage;
using Ingest;
using Ingest.Hosting;
using Ingest.Messages;
using Ingest.Storage;
using Ingest.Trigger;
using Npgsql;

// One executable, one process for each function: an environment variable tells which of them this process is. Each opens only what it
// has business with, and is told only of that.
var handler = FunctionSettings.Handler;
var database = new Lazy<NpgsqlDataSource>(() => FunctionDatabase.Open(handler));
var s3 = new Lazy<IAmazonS3>(() =>
{
    var config = new AmazonS3Config();
    config.EndpointProvider = new RememberedEndpoints(config.EndpointProvider);
    return new AmazonS3Client(config);
});

var host = new FunctionHost<IngestJsonContext>(
    IngestJsonContext.Default.Options, IngestMetric.Namespace, DatabaseFailure.NameOf);

await host.StartAsync(() => handler switch
{
    nameof(StartIngest) => host.RunAsync<SQSEvent, SQSBatchResponse>(
        new StartIngest(
            new AmazonStepFunctionsClient(), FunctionSettings.StateMachineArn, RunDefaults.Parse(FunctionSettings.RunDefaults)).HandleAsync),
    nameof(PlanShards) => host.RunAsync<PlanRequest, IngestPlan>(
        new PlanShards(database.Value, s3.Value, FunctionSettings.CatalogTables).HandleAsync),
    nameof(LoadShard) => host.RunAsync<ShardRequest, WorkProgress>(
        new LoadShard(database.Value, s3.Value, new RejectStore(s3.Value, FunctionSettings.ResultsBucket)).HandleAsync),
    nameof(CheckLoad) => host.RunAsync<RunRequest, MergePartitions>(new CheckLoad(database.Value).HandleAsync),
    nameof(MergeTags) => host.RunAsync<PartitionRequest, WorkProgress>(new MergeTags(database.Value).HandleAsync),
    nameof(FinishIngest) => host.RunAsync<RunRequest, Catalog.Runs.RunSummary>(
        new FinishIngest(database.Value, s3.Value, FunctionSettings.ResultsBucket).HandleAsync),
    nameof(UndoIngest) => host.RunAsync<JsonElement, UndoProgress>(new UndoIngest(database.Value).HandleAsync),
    _ => throw new InvalidSettings(
        $"FUNCTION_HANDLER is '{handler}'; allowed is one of StartIngest, PlanShards, LoadShard, CheckLoad, MergeTags, FinishIngest, UndoIngest."),
});

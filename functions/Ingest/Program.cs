using System.Text.Json;
using Amazon.Lambda.SQSEvents;
using Amazon.S3;
using Amazon.StepFunctions;
using Catalog;
using Ingest;
using Ingest.Hosting;
using Ingest.Messages;
using Ingest.Settings;
using Ingest.Storage;
using Ingest.Trigger;

// One executable, one process for each function: an environment variable tells which of them this process is.
var handler = FunctionSettings.Handler;
if (handler == nameof(StartIngest))
{
    // It has no business with the database, and is not told where that is.
    using var stepFunctions = new AmazonStepFunctionsClient();
    await FunctionHost.RunAsync<SQSEvent, SQSBatchResponse>(
        new StartIngest(stepFunctions, FunctionSettings.StateMachineArn, RunDefaults.Parse(FunctionSettings.RunDefaults)).HandleAsync);
    return;
}

await using var database = CatalogDatabase.Open(FunctionSettings.DatabaseConnection, handler);
var s3 = new Lazy<IAmazonS3>(() => new AmazonS3Client());

await (handler switch
{
    nameof(PlanShards) => FunctionHost.RunAsync<PlanRequest, IngestPlan>(
        new PlanShards(database, s3.Value, FunctionSettings.CatalogTables).HandleAsync),
    nameof(LoadShard) => FunctionHost.RunAsync<ShardRequest, WorkProgress>(
        new LoadShard(database, s3.Value, new RejectStore(s3.Value, FunctionSettings.ResultsBucket)).HandleAsync),
    nameof(CheckLoad) => FunctionHost.RunAsync<RunRequest, MergePartitions>(new CheckLoad(database).HandleAsync),
    nameof(MergeTags) => FunctionHost.RunAsync<PartitionRequest, WorkProgress>(new MergeTags(database).HandleAsync),
    nameof(FinishIngest) => FunctionHost.RunAsync<RunRequest, Catalog.Runs.RunSummary>(new FinishIngest(database).HandleAsync),
    nameof(UndoIngest) => FunctionHost.RunAsync<JsonElement, UndoProgress>(new UndoIngest(database).HandleAsync),
    _ => throw new InvalidSettings(
        $"FUNCTION_HANDLER is '{handler}'; allowed is one of StartIngest, PlanShards, LoadShard, CheckLoad, MergeTags, FinishIngest, UndoIngest."),
});

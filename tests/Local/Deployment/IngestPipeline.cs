using System.Text.Json.Nodes;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Local.Lambda;

namespace Local.Deployment;

/// <summary>The ingestion as it would be deployed: its functions, and the real state machine definition that calls them.</summary>
public sealed class IngestPipeline : IAsyncDisposable
{
    public const string ResultsBucket = "results";

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly LocalCloud cloud;
    private readonly string suffix;

    private IngestPipeline(LocalCloud cloud, string stateMachineArn, string suffix)
    {
        this.cloud = cloud;
        StateMachineArn = stateMachineArn;
        this.suffix = suffix;
    }

    /// <summary>The functions, in the order in which data goes through them.</summary>
    public static IReadOnlyList<string> Functions { get; } = ["PlanShards", "LoadShard", "CheckLoad", "MergeTags", "FinishIngest"];

    public string StateMachineArn { get; }

    public static async Task<IngestPipeline> DeployAsync(LocalCloud cloud, PipelineOptions options, CancellationToken cancellationToken)
    {
        cloud.S3.CreateBucket(ResultsBucket);
        var definition = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "statemachine", "ingest-labels.asl.json"), cancellationToken);
        foreach (var function in Functions)
        {
            var name = function + options.Suffix;
            cloud.Lambda.AddFunction(new FunctionOptions
            {
                Name = name,
                Command = ["dotnet", FunctionAssembly.PathOf("Ingest")],
                Environment = EnvironmentOf(function, cloud, options),
                MaxEnvironments = options.MaxEnvironments,
                Timeout = function is "LoadShard" or "MergeTags" ? options.WorkerTimeout : TimeSpan.FromMinutes(15),
            });
            definition = definition.Replace($"${{{function}}}", FunctionName.Arn(name), StringComparison.Ordinal);
        }

        var created = await cloud.StepFunctions.CreateStateMachineAsync(
            new CreateStateMachineRequest
            {
                Name = "ingest-labels" + options.Suffix,
                Definition = definition,
                RoleArn = "arn:aws:iam::123456789012:role/ingest-labels",
                Type = StateMachineType.STANDARD,
            },
            cancellationToken);
        return new IngestPipeline(cloud, created.StateMachineArn, options.Suffix);
    }

    /// <summary>The name under which one of the functions was deployed.</summary>
    public string NameOf(string function) => function + suffix;

    /// <param name="runId">Name of the execution.</param>
    /// <param name="input">Its input.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The execution's ARN.</returns>
    public async Task<string> StartAsync(string runId, JsonObject input, CancellationToken cancellationToken)
    {
        var started = await cloud.StepFunctions.StartExecutionAsync(
            new StartExecutionRequest { StateMachineArn = StateMachineArn, Name = runId, Input = input.ToJsonString() }, cancellationToken);
        return started.ExecutionArn;
    }

    /// <summary>Waits until an execution has ended, one way or another.</summary>
    public async Task<ExecutionOutcome> WaitAsync(string executionArn, CancellationToken cancellationToken)
    {
        using var poll = new PeriodicTimer(PollInterval);
        do
        {
            var execution = await cloud.StepFunctions.DescribeExecutionAsync(
                new DescribeExecutionRequest { ExecutionArn = executionArn }, cancellationToken);
            if (execution.Status != ExecutionStatus.RUNNING)
                return ExecutionOutcome.Of(execution);
        }
        while (await poll.WaitForNextTickAsync(cancellationToken));

        throw new OperationCanceledException(cancellationToken);
    }

    public async Task<ExecutionOutcome> RunAsync(string runId, JsonObject input, CancellationToken cancellationToken) =>
        await WaitAsync(await StartAsync(runId, input, cancellationToken), cancellationToken);

    /// <summary>Takes the functions away again.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var function in Functions)
            await cloud.Lambda.RemoveFunctionAsync(NameOf(function));
    }

    private static Dictionary<string, string> EnvironmentOf(string function, LocalCloud cloud, PipelineOptions options) =>
        new(options.Environment, StringComparer.Ordinal)
        {
            ["FUNCTION_HANDLER"] = function,
            ["DATABASE_CONNECTION"] = options.DatabaseConnection,
            ["CATALOG_TABLES"] = options.CatalogTables,
            ["RESULTS_BUCKET"] = ResultsBucket,
            ["AWS_ENDPOINT_URL_S3"] = cloud.S3.ServiceUrl.ToString(),
        };
}

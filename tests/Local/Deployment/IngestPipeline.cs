using System.Text.Json.Nodes;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Local.Lambda;

namespace Local.Deployment;

/// <summary>The ingestion as it would be deployed: its functions, and the real state machine definitions that call them.</summary>
public sealed class IngestPipeline : IAsyncDisposable
{
    public const string ResultsBucket = "results";

    internal const string IngestMachine = "ingest-labels";
    private const string UndoMachine = "undo-ingest";

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly LocalCloud cloud;
    private readonly string suffix;

    private IngestPipeline(LocalCloud cloud, string stateMachineArn, string undoStateMachineArn, string suffix)
    {
        this.cloud = cloud;
        this.suffix = suffix;
        StateMachineArn = stateMachineArn;
        UndoStateMachineArn = undoStateMachineArn;
    }

    /// <summary>The functions, in the order in which data goes through them and back.</summary>
    public static IReadOnlyList<string> Functions { get; } =
        ["StartIngest", "PlanShards", "LoadShard", "CheckLoad", "MergeTags", "FinishIngest", "UndoIngest"];

    public string StateMachineArn { get; }

    public string UndoStateMachineArn { get; }

    public static async Task<IngestPipeline> DeployAsync(LocalCloud cloud, PipelineOptions options, CancellationToken cancellationToken)
    {
        cloud.S3.CreateBucket(ResultsBucket);
        foreach (var function in Functions)
        {
            cloud.Lambda.AddFunction(new FunctionOptions
            {
                Name = function + options.Suffix,
                Command = ["dotnet", FunctionAssembly.PathOf("Ingest")],
                Environment = FunctionEnvironment.Of(function, cloud, options),
                MaxEnvironments = options.MaxEnvironments,
                Timeout = function is "LoadShard" or "MergeTags" or "UndoIngest" ? options.WorkerTimeout : TimeSpan.FromMinutes(15),
            });
        }

        return new IngestPipeline(
            cloud,
            await CreateStateMachineAsync(IngestMachine, cloud, options, cancellationToken),
            await CreateStateMachineAsync(UndoMachine, cloud, options, cancellationToken),
            options.Suffix);
    }

    /// <summary>The name under which one of the functions was deployed.</summary>
    public string NameOf(string function) => function + suffix;

    /// <param name="runId">Name of the execution.</param>
    /// <param name="input">Its input.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The execution's ARN.</returns>
    public Task<string> StartAsync(string runId, JsonObject input, CancellationToken cancellationToken) =>
        StartAsync(StateMachineArn, runId, input, cancellationToken);

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

    /// <summary>Takes a run back.</summary>
    /// <param name="name">Name of the undo's own execution.</param>
    /// <param name="input">Its input.</param>
    /// <param name="cancellationToken">Gives up starting and waiting.</param>
    public async Task<ExecutionOutcome> UndoAsync(string name, JsonObject input, CancellationToken cancellationToken) =>
        await WaitAsync(await StartAsync(UndoStateMachineArn, name, input, cancellationToken), cancellationToken);

    /// <summary>Takes the functions away again.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var function in Functions)
            await cloud.Lambda.RemoveFunctionAsync(NameOf(function));
    }

    private static async Task<string> CreateStateMachineAsync(
        string name, LocalCloud cloud, PipelineOptions options, CancellationToken cancellationToken)
    {
        var definition = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "statemachine", $"{name}.asl.json"), cancellationToken);
        foreach (var function in Functions)
            definition = definition.Replace($"${{{function}}}", FunctionName.Arn(function + options.Suffix), StringComparison.Ordinal);

        var created = await cloud.StepFunctions.CreateStateMachineAsync(
            new CreateStateMachineRequest
            {
                Name = name + options.Suffix,
                Definition = definition,
                RoleArn = $"arn:aws:iam::{FunctionName.Account}:role/{name}",
                Type = StateMachineType.STANDARD,
            },
            cancellationToken);
        return created.StateMachineArn;
    }

    private async Task<string> StartAsync(string stateMachineArn, string name, JsonObject input, CancellationToken cancellationToken)
    {
        var started = await cloud.StepFunctions.StartExecutionAsync(
            new StartExecutionRequest { StateMachineArn = stateMachineArn, Name = name, Input = input.ToJsonString() }, cancellationToken);
        return started.ExecutionArn;
    }
}

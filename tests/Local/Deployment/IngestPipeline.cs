using System.Text.Json.Nodes;
using Local.Lambda;

namespace Local.Deployment;

/// <summary>The ingestion as it would be deployed: its functions, and the real state machine definitions that call them.</summary>
public sealed class IngestPipeline : IAsyncDisposable
{
    public const string ResultsBucket = "results";

    internal const string IngestMachine = "ingest-labels";
    private const string UndoMachine = "undo-ingest";

    private readonly LocalCloud cloud;
    private readonly string suffix;
    private readonly StateMachine ingest;
    private readonly StateMachine undo;

    private IngestPipeline(LocalCloud cloud, StateMachine ingest, StateMachine undo, string suffix)
    {
        this.cloud = cloud;
        this.ingest = ingest;
        this.undo = undo;
        this.suffix = suffix;
    }

    /// <summary>The functions, in the order in which data goes through them and back.</summary>
    public static IReadOnlyList<string> Functions { get; } =
        ["StartIngest", "PlanShards", "LoadShard", "CheckLoad", "MergeTags", "FinishIngest", "UndoIngest"];

    public string StateMachineArn => ingest.Arn;

    public string UndoStateMachineArn => undo.Arn;

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
            await StateMachine.CreateAsync(cloud, IngestMachine, Functions, options.Suffix, cancellationToken),
            await StateMachine.CreateAsync(cloud, UndoMachine, Functions, options.Suffix, cancellationToken),
            options.Suffix);
    }

    /// <summary>The name under which one of the functions was deployed.</summary>
    public string NameOf(string function) => function + suffix;

    /// <param name="runId">Name of the execution.</param>
    /// <param name="input">Its input.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The execution's ARN.</returns>
    public Task<string> StartAsync(string runId, JsonObject input, CancellationToken cancellationToken) =>
        ingest.StartAsync(runId, input, cancellationToken);

    /// <summary>Waits until an execution has ended, one way or another.</summary>
    public Task<ExecutionOutcome> WaitAsync(string executionArn, CancellationToken cancellationToken) =>
        ingest.WaitAsync(executionArn, cancellationToken);

    public Task<ExecutionOutcome> RunAsync(string runId, JsonObject input, CancellationToken cancellationToken) =>
        ingest.RunAsync(runId, input, cancellationToken);

    /// <summary>Takes a run back.</summary>
    /// <param name="name">Name of the undo's own execution.</param>
    /// <param name="input">Its input.</param>
    /// <param name="cancellationToken">Gives up starting and waiting.</param>
    public Task<ExecutionOutcome> UndoAsync(string name, JsonObject input, CancellationToken cancellationToken) =>
        undo.RunAsync(name, input, cancellationToken);

    /// <summary>Takes the functions away again.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var function in Functions)
            await cloud.Lambda.RemoveFunctionAsync(NameOf(function));
    }
}

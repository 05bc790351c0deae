using System.Text.Json.Nodes;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Local.Lambda;

namespace Local.Deployment;

/// <summary>One of the real state machine definitions, as it would be deployed.</summary>
public sealed class StateMachine
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly LocalCloud cloud;

    private StateMachine(LocalCloud cloud, string arn)
    {
        this.cloud = cloud;
        Arn = arn;
    }

    public string Arn { get; }

    /// <param name="cloud">Where.</param>
    /// <param name="name">Name of the definition's file, without what it ends in.</param>
    /// <param name="functions">The functions that it may call.</param>
    /// <param name="suffix">What their names and its own have been given.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<StateMachine> CreateAsync(
        LocalCloud cloud, string name, IReadOnlyList<string> functions, string suffix, CancellationToken cancellationToken)
    {
        var definition = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "statemachine", $"{name}.asl.json"), cancellationToken);
        foreach (var function in functions)
            definition = definition.Replace($"${{{function}}}", FunctionName.Arn(function + suffix), StringComparison.Ordinal);

        var created = await cloud.StepFunctions.CreateStateMachineAsync(
            new CreateStateMachineRequest
            {
                Name = name + suffix,
                Definition = definition,
                RoleArn = $"arn:aws:iam::{FunctionName.Account}:role/{name}",
                Type = StateMachineType.STANDARD,
            },
            cancellationToken);
        return new StateMachine(cloud, created.StateMachineArn);
    }

    /// <param name="name">Name of the execution.</param>
    /// <param name="input">Its input.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The execution's ARN.</returns>
    public async Task<string> StartAsync(string name, JsonObject input, CancellationToken cancellationToken)
    {
        var started = await cloud.StepFunctions.StartExecutionAsync(
            new StartExecutionRequest { StateMachineArn = Arn, Name = name, Input = input.ToJsonString() }, cancellationToken);
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

    public async Task<ExecutionOutcome> RunAsync(string name, JsonObject input, CancellationToken cancellationToken) =>
        await WaitAsync(await StartAsync(name, input, cancellationToken), cancellationToken);
}

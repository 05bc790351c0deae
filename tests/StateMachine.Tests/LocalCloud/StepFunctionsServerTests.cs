using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using IngestTests;
using Local.Lambda;
using Local.StepFunctions;

namespace StateMachineTests.LocalCloud;

public sealed class StepFunctionsServerTests : IAsyncLifetime
{
    private readonly LogWatch log = new();
    private LambdaEndpoint lambda = null!;
    private StepFunctionsServer server = null!;
    private AmazonStepFunctionsClient client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        lambda = await LambdaEndpoint.StartAsync(log.Add, Cancellation);
        server = await StepFunctionsServer.StartAsync(lambda.Port, log.Add, Cancellation);
        client = new AmazonStepFunctionsClient(
            new BasicAWSCredentials("local", "local"),
            new AmazonStepFunctionsConfig { ServiceURL = server.Endpoint.ToString(), AuthenticationRegion = "us-east-1" });
        lambda.AddFunction(new FunctionOptions { Name = "Echo", Command = RuntimeClient.Command, MaxEnvironments = 2 });
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
        await lambda.DisposeAsync();
    }

    [Fact]
    public async Task A_task_calls_our_function_in_this_execution_and_the_next()
    {
        var stateMachine = await CreateAsync("""
            {"StartAt":"Call","States":{"Call":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke",
              "Parameters":{"FunctionName":"arn:aws:lambda:us-east-1:123456789012:function:Echo","Payload.$":"$"},
              "OutputPath":"$.Payload.event","TimeoutSeconds":30,"End":true}}}
            """);

        foreach (var run in new[] { "first", "second" })
        {
            var execution = await RunAsync(stateMachine, run, new JsonObject { ["run"] = run });

            Assert.Equal(ExecutionStatus.SUCCEEDED, execution.Status);
            Assert.Equal(run, (string?)JsonNode.Parse(execution.Output!)!["run"]);
        }
    }

    [Fact]
    public async Task A_refused_invocation_is_retried_and_an_error_of_the_function_has_its_own_name()
    {
        var refusals = 1;
        lambda.Intercept = context =>
        {
            if (!context.Request.Path.Value!.EndsWith("/invocations", StringComparison.Ordinal) || refusals-- <= 0)
                return Task.FromResult(false);
            context.Response.StatusCode = 429;
            context.Response.Headers["x-amzn-ErrorType"] = "TooManyRequestsException";
            context.Response.Headers["x-amzn-RequestId"] = "refused";
            return Task.FromResult(true);
        };
        var stateMachine = await CreateAsync("""
            {"StartAt":"Call","States":{"Call":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke",
              "Parameters":{"FunctionName":"Echo","Payload":{"do":"fail"}},
              "Retry":[{"ErrorEquals":["Lambda.TooManyRequestsException"],"IntervalSeconds":1,"MaxAttempts":1}],"End":true}}}
            """);

        var execution = await RunAsync(stateMachine, "run", []);

        Assert.Equal(ExecutionStatus.FAILED, execution.Status);
        Assert.Equal("TooManyRejects", execution.Error);
        Assert.Contains("too many", execution.Cause, StringComparison.Ordinal);
        Assert.Equal(-1, refusals);
    }

    [Fact]
    public async Task A_distributed_map_may_have_thousands_of_items()
    {
        const int Items = 2_500;
        var stateMachine = await CreateAsync("""
            {"StartAt":"All","States":{"All":{"Type":"Map","ItemsPath":"$.items","MaxConcurrency":1,
              "ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},
                "StartAt":"Each","States":{"Each":{"Type":"Pass","End":true}}},"End":true}}}
            """);

        var execution = await RunAsync(stateMachine, "run", new JsonObject { ["items"] = new JsonArray([.. Enumerable.Range(0, Items)]) });

        Assert.Equal(ExecutionStatus.SUCCEEDED, execution.Status);
        Assert.Equal(Items, JsonNode.Parse(execution.Output!)!.AsArray().Count);
    }

    private async Task<string> CreateAsync(string definition)
    {
        const string Role = "arn:aws:iam::123456789012:role/machine";
        var created = await client.CreateStateMachineAsync(
            new CreateStateMachineRequest { Name = "machine", Definition = definition, RoleArn = Role }, Cancellation);
        return created.StateMachineArn;
    }

    private async Task<DescribeExecutionResponse> RunAsync(string stateMachine, string name, JsonObject input)
    {
        var started = await client.StartExecutionAsync(
            new StartExecutionRequest { StateMachineArn = stateMachine, Name = name, Input = input.ToJsonString() }, Cancellation);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var execution = await client.DescribeExecutionAsync(
                new DescribeExecutionRequest { ExecutionArn = started.ExecutionArn }, Cancellation);
            if (execution.Status != ExecutionStatus.RUNNING)
                return execution;
            await poll.WaitForNextTickAsync(Cancellation);
        }
    }
}

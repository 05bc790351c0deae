using System.Text;
using System.Text.Json.Nodes;
using IngestTests;
using Local.Lambda;
using Local.Processes;

namespace StateMachineTests.LocalCloud;

public sealed class LambdaFaultTests : IAsyncLifetime
{
    private readonly LogWatch log = new();
    private readonly ThrowawayFolder folder = ThrowawayFolder.Create("tests");
    private LambdaEndpoint lambda = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => lambda = await LambdaEndpoint.StartAsync(log.Add, Cancellation);

    public async ValueTask DisposeAsync()
    {
        await lambda.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task An_invocation_that_outlives_its_deadline_is_killed_and_the_next_one_has_a_new_process()
    {
        AddFunction("Slow", options => options with { Timeout = TimeSpan.FromSeconds(1) });
        var before = (int?)(await InvokeAsync("Slow", "{}")).Payload["pid"];

        var late = await InvokeAsync("Slow", WaitFor("never"));
        var after = (int?)(await InvokeAsync("Slow", "{}")).Payload["pid"];

        Assert.True(late.IsError);
        Assert.Equal("Sandbox.Timedout", (string?)late.Payload["errorType"]);
        Assert.Matches("^RequestId: [-0-9a-f]{36} Error: Task timed out after 1.00 seconds$", (string?)late.Payload["errorMessage"]);
        Assert.NotEqual(before, after);
        await Liveness.WaitForEndAsync(before!.Value, Cancellation);
    }

    [Fact]
    public async Task The_deadline_that_a_function_sees_is_its_own()
    {
        AddFunction("Timed", options => options with { Timeout = TimeSpan.FromSeconds(100) });
        var from = DateTimeOffset.UtcNow;

        var answer = await InvokeAsync("Timed", "{}");

        var deadline = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse((string)answer.Payload["deadline"]!, null));
        Assert.InRange(deadline, from.AddSeconds(99.9), DateTimeOffset.UtcNow.AddSeconds(100));
    }

    [Fact]
    public async Task Killed_in_the_middle_it_says_so_to_its_caller()
    {
        AddFunction("Victim");
        var invocation = InvokeAsync("Victim", WaitFor("never"));
        await log.WaitForAsync("working on", Cancellation);

        var environment = Assert.Single(lambda.Environments);
        Assert.NotNull(environment.CurrentRequestId);
        environment.Kill();
        var answer = await invocation;

        Assert.True(answer.IsError);
        Assert.Equal("Runtime.ExitError", (string?)answer.Payload["errorType"]);
        Assert.EndsWith("Runtime exited with error: signal: killed", (string?)answer.Payload["errorMessage"], StringComparison.Ordinal);
        Assert.False((await InvokeAsync("Victim", "{}")).IsError);
    }

    [Theory]
    [InlineData(0, "Runtime exited without providing a reason")]
    [InlineData(3, "Runtime exited with error: exit status 3")]
    public async Task A_process_that_exits_in_the_middle_fails_its_invocation(int exitCode, string reason)
    {
        AddFunction("Leaver");

        var answer = await InvokeAsync("Leaver", $$"""{"do":"exit","code":{{exitCode}}}""");

        Assert.Equal("Runtime.ExitError", (string?)answer.Payload["errorType"]);
        Assert.EndsWith(reason, (string?)answer.Payload["errorMessage"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_that_fails_fails_the_invocation_that_it_was_for()
    {
        AddFunction("Reporting", options => options with { Environment = Variable("FAIL_INIT", "report") });
        AddFunction("Hanging", options => options with
        {
            Environment = Variable("FAIL_INIT", "hang"),
            InitTimeout = TimeSpan.FromSeconds(1),
        });
        AddFunction("Exiting", options => options with { Command = ["python3", "-c", "raise SystemExit(7)"] });
        AddFunction("Missing", options => options with { Command = ["/nowhere/to/be/found"] });

        Assert.Equal("BadSettings", await ErrorTypeAsync("Reporting"));
        Assert.Equal("Sandbox.Timedout", await ErrorTypeAsync("Hanging"));
        Assert.Equal("Runtime.ExitError", await ErrorTypeAsync("Exiting"));
        Assert.Equal("Runtime.InvalidEntrypoint", await ErrorTypeAsync("Missing"));

        async Task<string?> ErrorTypeAsync(string function) => (string?)(await InvokeAsync(function, "{}")).Payload["errorType"];
    }

    [Fact]
    public async Task Beyond_the_concurrency_invocations_wait_their_turn()
    {
        AddFunction("Busy", options => options with { MaxEnvironments = 2 });

        var invocations = Enumerable.Range(0, 6).Select(_ => InvokeAsync("Busy", WaitFor("go"))).ToList();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "go"), "", Cancellation);
        var answers = await Task.WhenAll(invocations);

        Assert.All(answers, answer => Assert.False(answer.IsError));
        Assert.InRange(answers.Select(answer => (int?)answer.Payload["pid"]).Distinct().Count(), 1, 2);
    }

    [Fact]
    public async Task Or_they_are_refused_if_the_function_is_to_throttle()
    {
        AddFunction("Throttled", options => options with { MaxEnvironments = 1, ThrottleWhenBusy = true });
        var first = InvokeAsync("Throttled", WaitFor("go"));

        var uri = new Uri(lambda.ServiceUrl, "2015-03-31/functions/Throttled/invocations");
        using var http = new HttpClient();
        using var content = new StringContent("{}");
        using var refused = await http.PostAsync(uri, content, Cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "go"), "", Cancellation);

        Assert.Equal(429, (int)refused.StatusCode);
        Assert.Equal("TooManyRequestsException", refused.Headers.GetValues("x-amzn-ErrorType").Single());
        Assert.False((await first).IsError);
        Assert.False((await InvokeAsync("Throttled", "{}")).IsError);
    }

    [Fact]
    public async Task The_peak_memory_of_a_process_is_known_after_its_death()
    {
        const long Held = 100 << 20;
        AddFunction("Hungry");

        await InvokeAsync("Hungry", $$"""{"do":"hold","bytes":{{Held}}}""");
        lambda.Environments[0].Kill();
        await InvokeAsync("Hungry", "{}");

        Assert.InRange(lambda.PeakResidentBytes("Hungry"), Held, 2 * Held);
    }

    [Fact]
    public async Task No_process_is_left_when_the_endpoint_goes()
    {
        AddFunction("Idle");
        AddFunction("Working");
        await InvokeAsync("Idle", "{}");
        var unfinished = InvokeAsync("Working", WaitFor("never"));
        await log.WaitForAsync("""working on {"do":"wait""", Cancellation);
        var processes = lambda.Environments.Select(environment => environment.ProcessId!.Value).ToList();

        await lambda.DisposeAsync();

        Assert.Equal(2, processes.Count);
        Assert.DoesNotContain(processes, Liveness.IsRunning);
        Assert.True((await unfinished).IsError);
    }

    private static Dictionary<string, string> Variable(string name, string value) => new(StringComparer.Ordinal) { [name] = value };

    private string WaitFor(string file) => new JsonObject { ["do"] = "wait", ["file"] = Path.Combine(folder.Path, file) }.ToJsonString();

    private void AddFunction(string name, Func<FunctionOptions, FunctionOptions>? configure = null)
    {
        var options = new FunctionOptions { Name = name, Command = RuntimeClient.Command };
        lambda.AddFunction(configure is null ? options : configure(options));
    }

    private async Task<(bool IsError, JsonNode Payload)> InvokeAsync(string name, string payload)
    {
        var result = await lambda.InvokeAsync(name, Encoding.UTF8.GetBytes(payload), Cancellation);
        return (result.IsError, JsonNode.Parse(result.Payload.Span)!);
    }
}

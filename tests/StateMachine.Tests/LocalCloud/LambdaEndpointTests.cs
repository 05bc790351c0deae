using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using IngestTests;
using Local.Lambda;
using Local.Processes;

namespace StateMachineTests.LocalCloud;

public sealed class LambdaEndpointTests : IAsyncLifetime
{
    private readonly LogWatch log = new();
    private readonly HttpClient http = new();
    private LambdaEndpoint lambda = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => lambda = await LambdaEndpoint.StartAsync(log.Add, Cancellation);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await lambda.DisposeAsync();
    }

    [Fact]
    public async Task A_function_answers_over_http_and_its_process_is_used_again()
    {
        AddFunction("Echo");

        var first = await InvokeAsync("Echo", """{"n":1}""");
        var second = await InvokeAsync("Echo", """{"n":2}""");

        Assert.Equal(1, (int?)first.Payload["event"]!["n"]);
        Assert.Equal(2, (int?)second.Payload["event"]!["n"]);
        Assert.Equal("$LATEST", first.Header("X-Amz-Executed-Version"));
        Assert.Null(first.Header("X-Amz-Function-Error"));
        Assert.Equal((int?)first.Payload["pid"], (int?)second.Payload["pid"]);
        Assert.Equal((int?)first.Payload["pid"], Assert.Single(lambda.Environments).ProcessId);
    }

    [Theory]
    [InlineData("Echo:7")]
    [InlineData("123456789012:function:Echo")]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:Echo")]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:Echo:live")]
    public async Task A_function_is_found_by_any_of_its_names(string name)
    {
        AddFunction("Echo");

        var answer = await InvokeAsync(name, "{}");

        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:Echo", (string?)answer.Payload["arn"]);
    }

    [Fact]
    public async Task A_process_finds_what_a_lambda_finds_and_nothing_of_our_own_account()
    {
        Environment.SetEnvironmentVariable("AWS_PROFILE", "somebody");
        AddFunction("Settings", options => options with
        {
            Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["RESULTS_BUCKET"] = "results" },
            MemoryMb = 1024,
        });

        var environment = (await InvokeAsync("Settings", """{"do":"environment"}""")).Payload;

        Assert.Equal("Settings", (string?)environment["AWS_LAMBDA_FUNCTION_NAME"]);
        Assert.Equal("1024", (string?)environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]);
        Assert.Equal("us-east-1", (string?)environment["AWS_REGION"]);
        Assert.Equal("results", (string?)environment["RESULTS_BUCKET"]);
        Assert.Null(environment["AWS_PROFILE"]);
    }

    [Fact]
    public async Task An_error_of_the_function_reaches_the_caller_as_it_is()
    {
        AddFunction("Failing");

        var answer = await InvokeAsync("Failing", """{"do":"fail"}""");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("Unhandled", answer.Header("X-Amz-Function-Error"));
        Assert.Equal("TooManyRejects", (string?)answer.Payload["errorType"]);
        Assert.Equal("too many", (string?)answer.Payload["errorMessage"]);
    }

    [Fact]
    public async Task An_unknown_function_is_not_found()
    {
        var answer = await InvokeAsync("Nobody", "{}");

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal("ResourceNotFoundException", answer.Header("x-amzn-ErrorType"));
        Assert.Contains("function:Nobody", (string?)answer.Payload["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_is_accepted_at_once_and_handled_afterwards()
    {
        AddFunction("Later");

        var answer = await InvokeAsync("Later", """{"n":3}""", "Event");

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        await log.WaitForAsync("REPORT", Cancellation);
        Assert.Equal(1, log.Count("""working on {"n":3}"""));
    }

    [Fact]
    public async Task Payloads_over_six_mebibytes_are_refused_either_way()
    {
        const int Limit = 6 * 1024 * 1024;
        AddFunction("Large");

        var atLimit = await InvokeAsync("Large", $$"""{"do":"large","bytes":{{Limit - 100}}}""");
        var answerTooLarge = await InvokeAsync("Large", $$"""{"do":"large","bytes":{{Limit + 100}}}""");
        var requestTooLarge = await InvokeAsync("Large", new string(' ', Limit + 1));

        Assert.Equal(Limit - 100, ((string?)atLimit.Payload)!.Length);
        Assert.Equal("Function.ResponseSizeTooLarge", (string?)answerTooLarge.Payload["errorType"]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, requestTooLarge.Status);
        Assert.Equal("RequestTooLargeException", requestTooLarge.Header("x-amzn-ErrorType"));
    }

    [Fact]
    public async Task A_process_started_by_hand_is_given_the_invocations()
    {
        AddFunction("ByHand", options => options with { Command = ["/nowhere/to/be/found"] });
        await using var debugged = await ChildProcess.StartAsync(new ChildProcessOptions
        {
            Command = RuntimeClient.Command,
            Environment = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["AWS_LAMBDA_RUNTIME_API"] = $"127.0.0.1:{lambda.Port}/ByHand",
            },
            OnLine = log.Add,
        });
        await log.WaitForAsync("ready", Cancellation);
        await WaitUntilAsync(() => lambda.Environments.Count == 1);

        var answer = await InvokeAsync("ByHand", "{}");

        Assert.Equal(debugged.Id, (int?)answer.Payload["pid"]);
        await debugged.StopAsync();
        await WaitUntilAsync(() => lambda.Environments.Count == 0);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    public async Task It_is_reached_by_any_name_of_the_loopback(string host)
    {
        Assert.SkipWhen(host == "[::1]" && !Socket.OSSupportsIPv6, "This machine has no IPv6.");
        AddFunction("Echo");

        var uri = new Uri($"http://{host}:{lambda.Port}/2015-03-31/functions/Echo/invocations");
        using var content = new StringContent("{}");
        using var response = await http.PostAsync(uri, content, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_test_may_answer_in_our_place()
    {
        AddFunction("Echo");
        var refusals = 1;
        lambda.Intercept = context =>
        {
            if (!context.Request.Path.Value!.EndsWith("/invocations", StringComparison.Ordinal) || refusals-- <= 0)
                return Task.FromResult(false);
            context.Response.StatusCode = 429;
            return Task.FromResult(true);
        };

        Assert.Equal(HttpStatusCode.TooManyRequests, (await InvokeAsync("Echo", "{}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await InvokeAsync("Echo", "{}")).Status);
    }

    private void AddFunction(string name, Func<FunctionOptions, FunctionOptions>? configure = null)
    {
        var options = new FunctionOptions { Name = name, Command = RuntimeClient.Command };
        lambda.AddFunction(configure is null ? options : configure(options));
    }

    private async Task<Answer> InvokeAsync(string name, string payload, string type = "RequestResponse")
    {
        var uri = new Uri(lambda.ServiceUrl, $"2015-03-31/functions/{Uri.EscapeDataString(name)}/invocations");
        using var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = new StringContent(payload, Encoding.UTF8) };
        request.Headers.Add("X-Amz-Invocation-Type", type);
        using var response = await http.SendAsync(request, Cancellation);
        var body = await response.Content.ReadAsStringAsync(Cancellation);
        var headers = response.Headers.ToDictionary(header => header.Key, header => header.Value.First(), StringComparer.OrdinalIgnoreCase);
        return new Answer(response.StatusCode, headers, body.Length == 0 ? new JsonObject() : JsonNode.Parse(body)!);
    }

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
            await poll.WaitForNextTickAsync(Cancellation);
    }

    private sealed record Answer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, JsonNode Payload)
    {
        public string? Header(string name) => Headers.GetValueOrDefault(name);
    }
}

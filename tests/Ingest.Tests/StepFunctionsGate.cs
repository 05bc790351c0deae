using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace IngestTests;

/// <summary>Stands between a function and Step Functions: hands requests on, notes what came of them, and refuses what it is told to.</summary>
public sealed class StepFunctionsGate : IAsyncDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false });
    private readonly ConcurrentQueue<Start> starts = new();
    private readonly Uri behind;
    private readonly WebApplication application;

    private StepFunctionsGate(Uri behind)
    {
        this.behind = behind;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        application = builder.Build();
        application.Run(HandleAsync);
    }

    public Uri Url => new(application.Urls.First());

    /// <summary>All attempts to start an execution, in their order.</summary>
    public IReadOnlyList<Start> Starts => [.. starts];

    /// <summary>Says whether an attempt to start an execution for a source is refused, and with which status and error.</summary>
    public Func<string, (int Status, string Error)?> Refuse { get; set; } = _ => null;

    public static async Task<StepFunctionsGate> OpenAsync(Uri behind, CancellationToken cancellationToken)
    {
        var gate = new StepFunctionsGate(behind);
        await gate.application.StartAsync(cancellationToken);
        return gate;
    }

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        client.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        Assert.Equal("AWSStepFunctions.StartExecution", context.Request.Headers["X-Amz-Target"]);
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var request = JsonNode.Parse(body)!;
        var input = JsonNode.Parse((string)request["input"]!)!.AsObject();

        var (status, answer) = Refuse((string)input["source"]!) is { } refusal
            ? (refusal.Status, $$"""{"__type": "{{refusal.Error}}", "message": "refused by the test"}""")
            : await HandOnAsync(context.Request, body);
        starts.Enqueue(new Start((string)request["name"]!, input, status, JsonNode.Parse(answer)!));
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/x-amz-json-1.0";
        await context.Response.WriteAsync(answer, context.RequestAborted);
    }

    private async Task<(int Status, string Answer)> HandOnAsync(HttpRequest original, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, behind);
        request.Content = new StringContent(body, Encoding.UTF8);
        request.Content.Headers.ContentType = new("application/x-amz-json-1.0");
        foreach (var header in new[] { "X-Amz-Target", "X-Amz-Date", "Authorization" })
            request.Headers.TryAddWithoutValidation(header, original.Headers[header].ToString());

        using var response = await client.SendAsync(request, original.HttpContext.RequestAborted);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(original.HttpContext.RequestAborted));
    }

    /// <summary>An attempt to start an execution, and what Step Functions said to it.</summary>
    public sealed record Start(string Name, JsonObject Input, int Status, JsonNode Answer)
    {
        public string Source => (string)Input["source"]!;
    }
}

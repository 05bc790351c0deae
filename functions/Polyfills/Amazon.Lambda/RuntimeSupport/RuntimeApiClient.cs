using System.Net;
using System.Net.Http.Headers;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Speaks the Lambda Runtime API, version 2018-06-01.</summary>
internal sealed class RuntimeApiClient : IDisposable
{
    private const string AddressVariable = "AWS_LAMBDA_RUNTIME_API";
    private const string TraceIdVariable = "_X_AMZN_TRACE_ID";
    private const string InvocationIdHeader = "Lambda-Runtime-Invocation-Id";

    private readonly HttpClient http;

    private RuntimeApiClient(string address) => http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = new Uri($"http://{address.TrimEnd('/')}/2018-06-01/runtime/"),
        // Between two invocations an environment may stay frozen for hours with the request for the next one open.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public static RuntimeApiClient FromEnvironment() => new(
        Environment.GetEnvironmentVariable(AddressVariable) is { Length: > 0 } address
            ? address
            : throw new InvalidOperationException($"{AddressVariable} is not set: this program runs as a Lambda function only."));

    public async Task<Invocation> NextAsync(CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri("invocation/next", UriKind.Relative), cancellationToken);
        response.EnsureSuccessStatusCode();

        var headers = response.Headers;
        // Tracing clients look for the trace of the current invocation here.
        Environment.SetEnvironmentVariable(TraceIdVariable, Optional(headers, "Lambda-Runtime-Trace-Id"));

        var context = new LambdaContext(
            headers.GetValues("Lambda-Runtime-Aws-Request-Id").First(),
            Optional(headers, "Lambda-Runtime-Invoked-Function-Arn"),
            Optional(headers, "Lambda-Runtime-Deadline-Ms"));
        var payload = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return new(new MemoryStream(payload), context, Optional(headers, InvocationIdHeader));
    }

    public Task SendResponseAsync(Invocation invocation, Stream body) =>
        PostAsync(invocation, "response", new StreamContent(body), "application/json");

    public Task ReportErrorAsync(Invocation invocation, Exception exception)
    {
        var report = new ByteArrayContent(ErrorReport.Write(exception));
        return PostAsync(invocation, "error", report, "application/vnd.aws.lambda.error+json", ErrorReport.TypeOf(exception));
    }

    public void Dispose() => http.Dispose();

    private async Task PostAsync(Invocation invocation, string verb, HttpContent content, string mediaType, string? errorType = null)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"invocation/{invocation.Context.AwsRequestId}/{verb}");
        request.Content = content;
        if (errorType is not null)
            request.Headers.TryAddWithoutValidation("Lambda-Runtime-Function-Error-Type", errorType);
        if (invocation.InvocationId is { } invocationId)
            request.Headers.TryAddWithoutValidation(InvocationIdHeader, invocationId);

        using var response = await http.SendAsync(request);
        // Gone: this invocation ran out of time and was given up. Its answer is late, the next one is not.
        if (response.StatusCode != HttpStatusCode.Gone)
            response.EnsureSuccessStatusCode();
    }

    private static string? Optional(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.First() : null;
}

using System.Collections.Concurrent;
using Local.Processes;
using Microsoft.AspNetCore.Http;

namespace Local.Lambda;

/// <summary>
/// Lambda on one port of loopback, both sides of it: Invoke, for state machines and clients, and the Runtime API, for the
/// functions' processes. A process started by hand with <c>AWS_LAMBDA_RUNTIME_API=127.0.0.1:PORT/FUNCTION</c>, one at a time,
/// is given the function's invocations before any that we start, and has no deadline enforced: it may sit in a debugger.
/// </summary>
public sealed class LambdaEndpoint : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Function> functions = new(StringComparer.Ordinal);
    private readonly Action<string>? log;
    private LoopbackHost? host;

    private LambdaEndpoint(Action<string>? log) => this.log = log;

    /// <summary>On 127.0.0.1 and on ::1.</summary>
    public int Port => host!.Port;

    /// <summary>What a Lambda client takes as its ServiceURL; any region, any credentials.</summary>
    public Uri ServiceUrl => new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", Port).Uri;

    /// <summary>Sees each request before us, and answers true if it has answered it itself: with a fault, in a test.</summary>
    public Func<HttpContext, Task<bool>>? Intercept { get; set; }

    /// <summary>The environments there are now, of all functions.</summary>
    public IReadOnlyList<ExecutionEnvironment> Environments => [.. functions.Values.SelectMany(function => function.Environments)];

    /// <param name="log">Receives the lines that functions print, each after its environment's name.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<LambdaEndpoint> StartAsync(Action<string>? log, CancellationToken cancellationToken)
    {
        var endpoint = new LambdaEndpoint(log);
        endpoint.host = await LoopbackHost.StartAsync(endpoint.HandleAsync, cancellationToken);
        return endpoint;
    }

    /// <summary>Adds a function. Nothing is started before it is invoked.</summary>
    /// <exception cref="ArgumentException">Its name is taken, or no name at all.</exception>
    public void AddFunction(FunctionOptions options)
    {
        if (!FunctionName.IsValid(options.Name))
            throw new ArgumentException($"'{options.Name}' is not a function's name.", nameof(options));
        if (!functions.TryAdd(options.Name, new Function(options, $"127.0.0.1:{Port}", log)))
            throw new ArgumentException($"There is a function '{options.Name}' already.", nameof(options));
    }

    /// <summary>Takes a function away, and kills its environments in the middle of whatever they do.</summary>
    public async ValueTask RemoveFunctionAsync(string name)
    {
        if (functions.TryRemove(name, out var function))
            await function.DisposeAsync();
    }

    /// <summary>Invokes a function as a client would, and waits for what becomes of it.</summary>
    public Task<InvocationResult> InvokeAsync(string functionName, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        Find(functionName).InvokeAsync(new Invocation(payload), cancellationToken);

    /// <summary>The most memory, in bytes, that any process of a function has held resident, living or dead.</summary>
    public long PeakResidentBytes(string functionName) => Find(functionName).PeakResidentBytes;

    /// <summary>Kills every environment, in the middle of whatever it does.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(functions.Values.Select(function => function.DisposeAsync().AsTask()));
        if (host is not null)
            await host.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (Intercept is { } intercept && await intercept(context))
            return;
        try
        {
            await AnswerAsync(context);
        }
        catch (LambdaError error) when (!context.Response.HasStarted)
        {
            await error.AnswerAsync(context.Response);
        }
        catch (OperationCanceledException)
        {
            context.Abort(); // the other side has gone, or we are going
        }
    }

    private Task AnswerAsync(HttpContext context) => (context.Request.Method, context.Request.Path.Value!.Split('/')[1..]) switch
    {
        ("POST", ["2015-03-31", "functions", var name, "invocations"]) =>
            InvokeApi.AnswerAsync(context, Find(name).InvokeAsync),
        ("GET", [var environment, "2018-06-01", "runtime", "invocation", "next"]) =>
            RuntimeApi.AnswerNextAsync(context, FindByEnvironment(environment), environment),
        ("POST", [var environment, "2018-06-01", "runtime", "invocation", var requestId, "response"]) =>
            RuntimeApi.AnswerResponseAsync(context, FindByEnvironment(environment), environment, requestId),
        ("POST", [var environment, "2018-06-01", "runtime", "invocation", var requestId, "error"]) =>
            RuntimeApi.AnswerErrorAsync(context, FindByEnvironment(environment), environment, requestId),
        ("POST", [var environment, "2018-06-01", "runtime", "init", "error"]) =>
            RuntimeApi.AnswerInitErrorAsync(context, FindByEnvironment(environment), environment),
        _ => throw LambdaError.NotFound(),
    };

    private Function FindByEnvironment(string environmentName) => Find(FunctionName.OfEnvironment(environmentName));

    private Function Find(string nameOrArn)
    {
        var name = FunctionName.Of(nameOrArn);
        return functions.TryGetValue(name, out var function) ? function : throw LambdaError.NoSuchFunction(name);
    }
}

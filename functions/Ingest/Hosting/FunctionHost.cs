using System.Diagnostics;
using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Catalog.Access;
using Ingest.Settings;
using Ingest.Storage;
using Npgsql;

namespace Ingest.Hosting;

/// <summary>
/// Runs a function in Lambda's loop. Failures that may pass get the names that the state machine retries, others that have a remedy the
/// name under which the README has it; all others keep theirs. Each invocation ends with a line of metrics.
/// </summary>
internal static class FunctionHost
{
    /// <summary>
    /// Runs what <paramref name="start"/> makes of the environment variables. Where it cannot, every invocation says so by name: a process
    /// that ends at its start has no name for it, and is started again and again.
    /// </summary>
    public static async Task StartAsync(Func<Task> start)
    {
        Task running;
        try
        {
            running = start();
        }
        catch (InvalidSettings misconfigured)
        {
            await Console.Error.WriteLineAsync($"{nameof(InvalidSettings)}: {misconfigured.Message}");
            running = RunAsync<JsonElement, JsonElement>((_, _, _) => Task.FromException<JsonElement>(misconfigured));
        }

        await running;
    }

    /// <summary>A function that has no more to measure than every function has.</summary>
    public static Task RunAsync<TRequest, TResponse>(Func<TRequest, Deadline, ILambdaLogger, Task<TResponse>> function) =>
        RunAsync<TRequest, TResponse>((request, deadline, logger, _) => function(request, deadline, logger));

    public static async Task RunAsync<TRequest, TResponse>(
        Func<TRequest, Deadline, ILambdaLogger, InvocationMetrics, Task<TResponse>> function)
    {
        using var bootstrap = LambdaBootstrapBuilder
            .Create<TRequest, TResponse>(
                (request, context) => InvokeAsync(function, request, context),
                new SourceGeneratorLambdaJsonSerializer<IngestJsonContext>(IngestJsonContext.Configure))
            .Build();
        await bootstrap.RunAsync();
    }

    private static async Task<TResponse> InvokeAsync<TRequest, TResponse>(
        Func<TRequest, Deadline, ILambdaLogger, InvocationMetrics, Task<TResponse>> function, TRequest request, ILambdaContext context)
    {
        var started = Stopwatch.GetTimestamp();
        var metrics = new InvocationMetrics(context.FunctionName);
        metrics.Note("requestId", context.AwsRequestId);
        using var deadline = new Deadline(context);
        try
        {
            return await function(request, deadline, context.Logger, metrics);
        }
        catch (Exception e)
        {
            var named = NameOf(e, deadline);
            metrics.Note("error", named.GetType().Name);
            if (ReferenceEquals(named, e))
                throw;

            throw named;
        }
        finally
        {
            metrics.Add(Metric.Seconds, Stopwatch.GetElapsedTime(started).TotalSeconds);
            metrics.Add(Metric.RemainingTime, Math.Max(0, context.RemainingTime.TotalMilliseconds));
            metrics.Write(DateTimeOffset.UtcNow);
        }
    }

    private static Exception NameOf(Exception error, Deadline deadline) => error switch
    {
        _ when deadline.Token.IsCancellationRequested => new OutOfTime("The invocation ended before its work could be committed.", error),
        NpgsqlException e => DatabaseFailure.NameOf(e) ?? e,
        _ when StorageUnavailable.Explains(error) => new StorageUnavailable("S3 did not answer as it should", error),
        _ => error,
    };
}

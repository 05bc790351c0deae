using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Hosting.Settings;
using Hosting.Storage;

namespace Hosting;

/// <summary>
/// Runs a function in Lambda's loop. Failures that may pass get the names that a state machine retries, others that have a remedy the
/// name under which the README has it; all others keep theirs. Each invocation ends with a line of metrics.
/// </summary>
/// <typeparam name="TContext">Knows the executable's JSON, <see cref="JsonElement"/> included.</typeparam>
/// <param name="json">How that JSON is written.</param>
/// <param name="metricNamespace">Where the executable's metrics are found in CloudWatch.</param>
/// <param name="explain">The error that users know for one of the executable's own resources, or null where it has no other name.</param>
public sealed class FunctionHost<
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor | DynamicallyAccessedMemberTypes.PublicConstructors)]
TContext>(
    JsonSerializerOptions json, string metricNamespace, Func<Exception, Exception?> explain)
    where TContext : JsonSerializerContext
{
    /// <summary>
    /// Runs what <paramref name="start"/> makes of the environment variables. Where it cannot, every invocation says so by name: a process
    /// that ends at its start has no name for it, and is started again and again.
    /// </summary>
    public async Task StartAsync(Func<Task> start)
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
    public Task RunAsync<TRequest, TResponse>(Func<TRequest, Deadline, ILambdaLogger, Task<TResponse>> function) =>
        RunAsync<TRequest, TResponse>((request, deadline, logger, _) => function(request, deadline, logger));

    public async Task RunAsync<TRequest, TResponse>(Func<TRequest, Deadline, ILambdaLogger, InvocationMetrics, Task<TResponse>> function)
    {
        using var bootstrap = LambdaBootstrapBuilder
            .Create<TRequest, TResponse>(
                (request, context) => InvokeAsync(function, request, context),
                new SourceGeneratorLambdaJsonSerializer<TContext>(Configure))
            .Build();
        await bootstrap.RunAsync();
    }

    /// <summary>Lambda's serializer makes a context of its own, from options that know nothing of those of the executable's.</summary>
    private void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = json.PropertyNamingPolicy;
        options.PropertyNameCaseInsensitive = json.PropertyNameCaseInsensitive;
        options.DefaultIgnoreCondition = json.DefaultIgnoreCondition;
        options.Encoder = json.Encoder;
        options.RespectNullableAnnotations = json.RespectNullableAnnotations;
        options.RespectRequiredConstructorParameters = json.RespectRequiredConstructorParameters;
        foreach (var converter in json.Converters)
            options.Converters.Add(converter);
    }

    private async Task<TResponse> InvokeAsync<TRequest, TResponse>(
        Func<TRequest, Deadline, ILambdaLogger, InvocationMetrics, Task<TResponse>> function, TRequest request, ILambdaContext context)
    {
        var started = Stopwatch.GetTimestamp();
        var metrics = new InvocationMetrics(metricNamespace, context.FunctionName);
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

    private Exception NameOf(Exception error, Deadline deadline)
    {
        if (deadline.Token.IsCancellationRequested)
            return new OutOfTime("The invocation ended before its work could be committed.", error);

        return explain(error)
            ?? (StorageUnavailable.Explains(error) ? new StorageUnavailable("S3 did not answer as it should", error) : error);
    }
}

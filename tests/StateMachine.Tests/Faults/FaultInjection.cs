using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Local.Deployment;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace StateMachineTests.Faults;

/// <summary>
/// Lets faults strike one deployment for as long as this object lives, and notes the errors with which its functions answer. The rest of
/// the cloud is left alone. One at a time in a cloud.
/// </summary>
internal sealed class FaultInjection : IAsyncDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(5);

    private readonly FaultTarget target;
    private readonly IReadOnlyList<Fault> faults;
    private readonly ConcurrentDictionary<string, int> invocations = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> errors = [];
    private readonly CancellationTokenSource ending = new();
    private readonly Task watch;
    private int storageRequests;

    public FaultInjection(FaultTarget target, IReadOnlyList<Fault> faults)
    {
        this.target = target;
        this.faults = faults;
        target.Cloud.S3.Intercept = OnStorageRequestAsync;
        target.Cloud.Lambda.Intercept = OnLambdaRequestAsync;
        watch = WatchAsync(ending.Token);
    }

    /// <summary>What functions answered instead of a result: <c>Function: ErrorType: message</c>.</summary>
    public IReadOnlyCollection<string> Errors => errors;

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await watch;
        foreach (var fault in faults)
            await fault.EndAsync();

        target.Cloud.S3.Intercept = null;
        target.Cloud.Lambda.Intercept = null;
        ending.Dispose();
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var look = new PeriodicTimer(LookInterval);
        var pending = faults.ToList();
        try
        {
            while (pending.Count > 0 && await look.WaitForNextTickAsync(cancellationToken))
                await TryStrikeAsync(pending);
        }
        catch (OperationCanceledException)
        {
            // The run ended before they could strike.
        }
    }

    private async Task TryStrikeAsync(List<Fault> pending)
    {
        try
        {
            var progress = await RunProgress.ReadAsync(target.Deployment);
            foreach (var fault in pending.ToList())
            {
                if (await fault.TryStrikeAsync(progress, target))
                    pending.Remove(fault);
            }
        }
        catch (NpgsqlException)
        {
            // The database is down for the moment, by a fault.
        }
    }

    private async Task<bool> OnStorageRequestAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var bucket = target.Deployment.Bucket;
        if (!path.StartsWith($"/{bucket}/", StringComparison.Ordinal)
            && !path.StartsWith($"/{IngestPipeline.ResultsBucket}/rejects/{bucket}-run-", StringComparison.Ordinal))
        {
            return false;
        }

        var number = Interlocked.Increment(ref storageRequests);
        foreach (var fault in faults)
        {
            if (await fault.OnStorageRequestAsync(context, number))
                return true;
        }

        return false;
    }

    private async Task<bool> OnLambdaRequestAsync(HttpContext context)
    {
        switch (context.Request.Path.Value!.Split('/')[1..])
        {
            case ["2015-03-31", "functions", var name, "invocations"] when FunctionOf(name) is { } function:
                return await OnInvocationAsync(context, function);
            case [var name, "2018-06-01", "runtime", "invocation", _, "error"] when FunctionOf(name.Split('.')[0]) is { } function:
                var error = JsonNode.Parse((await TakeBodyAsync(context)).Span);
                errors.Enqueue($"{function}: {error?["errorType"]}: {error?["errorMessage"]}");
                return false;
            default:
                return false;
        }
    }

    private async Task<bool> OnInvocationAsync(HttpContext context, string function)
    {
        var number = invocations.AddOrUpdate(function, 1, (_, before) => before + 1);
        var invocation = new FaultyInvocation(target, function, number, await TakeBodyAsync(context));
        foreach (var fault in faults)
        {
            if (await fault.OnInvocationAsync(context, invocation))
                return true;
        }

        return false;
    }

    /// <summary>Our own name of a function of this deployment; null if it is another's.</summary>
    private string? FunctionOf(string nameOrArn) =>
        IngestPipeline.Functions.FirstOrDefault(function =>
            nameOrArn.Split(':').Contains(target.Deployment.Pipeline.NameOf(function), StringComparer.Ordinal));

    /// <summary>Reads a request's body, and leaves it to be read once more.</summary>
    private static async Task<ReadOnlyMemory<byte>> TakeBodyAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        body.Position = 0;
        context.Request.Body = body;
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}

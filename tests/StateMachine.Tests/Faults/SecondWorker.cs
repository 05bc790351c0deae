using System.Collections.Concurrent;
using Local.Lambda;
using Microsoft.AspNetCore.Http;

namespace StateMachineTests.Faults;

/// <summary>An invocation comes twice: both go on side by side, or the second comes when the run is over.</summary>
/// <param name="function">Whose.</param>
/// <param name="number">Which of its invocations, from 1.</param>
/// <param name="isLate">Whether the second waits for the end of the run.</param>
internal sealed class SecondWorker(string function, int number, bool isLate) : Fault
{
    private readonly TaskCompletionSource runEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<Task> seconds = [];

    public override Task<bool> OnInvocationAsync(HttpContext context, FaultyInvocation invocation)
    {
        if (invocation.Function == function && invocation.Number == number)
            seconds.Enqueue(InvokeAgainAsync(invocation));

        return Task.FromResult(false);
    }

    public override async Task EndAsync()
    {
        runEnded.SetResult();
        await Task.WhenAll(seconds);
    }

    public override string ToString() =>
        $"invocation {number} of {function} comes {(isLate ? "once more after the run" : "twice at once")}";

    private async Task<InvocationResult> InvokeAgainAsync(FaultyInvocation invocation)
    {
        if (isLate)
            await runEnded.Task;

        var (cloud, deployment) = invocation.Target;
        return await cloud.Lambda.InvokeAsync(deployment.Pipeline.NameOf(function), invocation.Payload, CancellationToken.None);
    }
}

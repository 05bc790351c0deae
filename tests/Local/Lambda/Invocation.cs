using System.Diagnostics;

namespace Local.Lambda;

/// <summary>One request to a function, on its way.</summary>
internal sealed class Invocation(ReadOnlyMemory<byte> payload)
{
    private readonly TaskCompletionSource<InvocationResult> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long begun;

    public string RequestId { get; } = Guid.NewGuid().ToString();

    public ReadOnlyMemory<byte> Payload { get; } = payload;

    /// <summary>When its time is up, once an environment has it.</summary>
    public DateTimeOffset Deadline { get; private set; }

    /// <summary>How long an environment has had it.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(begun);

    public Task<InvocationResult> Result => result.Task;

    public void Begin(TimeSpan timeout)
    {
        begun = Stopwatch.GetTimestamp();
        Deadline = DateTimeOffset.UtcNow + timeout;
    }

    /// <summary>The first word counts.</summary>
    public void Complete(InvocationResult answer) => result.TrySetResult(answer);

    public void Withdraw() => result.TrySetCanceled();
}

using Local.Processes;

namespace Local.Lambda;

/// <summary>
/// A process that runs a function, one invocation at a time: started by us, or by hand in a debugger. What changes in it
/// changes under its function's lock.
/// </summary>
public sealed class ExecutionEnvironment
{
    private ChildProcess? process;
    private TaskCompletionSource<Invocation>? poll;
    private IDisposable? limit;
    private long peakAtRest;
    private bool killed;

    internal ExecutionEnvironment(string functionName, string name, bool startedByHand)
    {
        FunctionName = functionName;
        Name = name;
        IsStartedByHand = startedByHand;
    }

    public string FunctionName { get; }

    /// <summary>Its path in the Runtime API: the function's name and a number, or the name alone if started by hand.</summary>
    public string Name { get; }

    /// <summary>Whether we know nothing of its process, and so neither kill it nor enforce deadlines.</summary>
    public bool IsStartedByHand { get; }

    /// <summary>Null while it is not yet running, and if started by hand.</summary>
    public int? ProcessId => process?.Id;

    /// <summary>The request it works on; null while it starts or waits.</summary>
    public string? CurrentRequestId => Current?.RequestId;

    /// <summary>The most memory, in bytes, that its process has held resident, as last seen if it has ended.</summary>
    public long PeakResidentBytes => Math.Max(peakAtRest, process?.PeakResidentBytes ?? 0);

    internal Invocation? Current { get; private set; }

    internal bool IsWaiting => poll is not null;

    /// <summary>Whether its start is over.</summary>
    internal bool HasPolled { get; private set; }

    /// <summary>What became of a start that failed.</summary>
    internal InvocationResult? InitError { get; set; }

    /// <summary>SIGKILL, whatever it is doing. Does nothing to one started by hand.</summary>
    public void Kill()
    {
        killed = true;
        peakAtRest = PeakResidentBytes;
        process?.Kill();
    }

    internal void Attach(ChildProcess started)
    {
        process = started;
        if (killed)
            started.Kill();
    }

    /// <summary>Calls back when what it does now has taken too long.</summary>
    internal void Limit(TimeSpan time, Action onExceeded)
    {
        limit?.Dispose();
        limit = TimeProvider.System.CreateTimer(_ => onExceeded(), state: null, time, Timeout.InfiniteTimeSpan);
    }

    internal Task<Invocation> WaitForInvocation()
    {
        HasPolled = true;
        limit?.Dispose();
        poll?.TrySetCanceled();
        poll = new TaskCompletionSource<Invocation>(TaskCreationOptions.RunContinuationsAsynchronously);
        return poll.Task;
    }

    /// <returns>False if that wait was over already.</returns>
    internal bool StopWaiting(Task<Invocation> wait)
    {
        if (poll?.Task != wait)
            return false;
        poll.TrySetCanceled();
        poll = null;
        return true;
    }

    internal void Begin(Invocation invocation)
    {
        Current = invocation;
        poll!.SetResult(invocation);
        poll = null;
    }

    internal void End(InvocationResult result)
    {
        Rest();
        Current?.Complete(result);
        Current = null;
    }

    /// <summary>Takes its memory's measure, and its time limit off.</summary>
    internal void Rest()
    {
        limit?.Dispose();
        peakAtRest = PeakResidentBytes;
    }
}

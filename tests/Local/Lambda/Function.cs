using System.Globalization;

namespace Local.Lambda;

/// <summary>
/// A function's invocations and its environments. An invocation goes to an environment that waits; if there is none, to one
/// that is started for it, up to the concurrency; and else it waits its turn.
/// </summary>
internal sealed class Function(FunctionOptions options, string runtimeApi, Action<string>? log) : IAsyncDisposable
{
    /// <summary>Of one started by hand, whose end we do not see: if it has not asked by then it is taken for gone.</summary>
    private static readonly TimeSpan TimeToAskAgain = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly LinkedList<Invocation> waiting = [];
    private readonly EnvironmentPool environments = new(options);
    private readonly List<Task> lives = [];
    private bool ending;

    public IReadOnlyList<ExecutionEnvironment> Environments
    {
        get
        {
            lock (gate)
                return environments.All;
        }
    }

    /// <summary>The most memory, in bytes, that any process of this function has held resident.</summary>
    public long PeakResidentBytes
    {
        get
        {
            lock (gate)
                return environments.PeakResidentBytes;
        }
    }

    /// <param name="invocation">A new one.</param>
    /// <param name="callerGone">Takes it back as long as no environment has it: Lambda finishes what it has begun.</param>
    /// <exception cref="LambdaError">The function is at its concurrency, or is being taken down.</exception>
    public async Task<InvocationResult> InvokeAsync(Invocation invocation, CancellationToken callerGone)
    {
        lock (gate)
        {
            if (ending)
                throw LambdaError.ServiceUnavailable();
            if (options.ThrottleWhenBusy && waiting.Count + environments.BusyCount >= options.MaxEnvironments)
                throw LambdaError.TooManyRequests();
            waiting.AddLast(invocation);
            Dispatch();
        }

        await using var withdrawal = callerGone.Register(() => Withdraw(invocation));
        return await invocation.Result;
    }

    /// <summary>Waits until there is something to do for an environment.</summary>
    public async Task<Invocation> NextAsync(string environmentName, CancellationToken environmentGone)
    {
        ExecutionEnvironment environment;
        Task<Invocation> wait;
        lock (gate)
        {
            environment = environments.Find(environmentName) ?? environments.AddStartedByHand(environmentName);

            // Asking for the next without an answer to the last: a debugger that was started anew.
            if (environment.Current is { } abandoned)
                environment.End(InvocationResult.Ended(abandoned.RequestId, exitCode: 0));
            wait = environment.WaitForInvocation();
            Dispatch();
        }

        await using var leaving = environmentGone.Register(() => Leave(environment, wait));
        return await wait;
    }

    /// <returns>False if that environment does not have that request, any more or at all.</returns>
    public bool TryComplete(string environmentName, string requestId, InvocationResult result)
    {
        ExecutionEnvironment? environment;
        Invocation invocation;
        lock (gate)
        {
            environment = environments.Find(environmentName);
            if (environment?.Current is not { } current || current.RequestId != requestId)
                return false;
            invocation = current;
            environment.End(result);
            if (environment.IsStartedByHand)
                environment.Limit(TimeToAskAgain, () => Forget(environment));
        }

        var duration = invocation.Elapsed.TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture);
        var memory = environment.PeakResidentBytes >> 20;
        log?.Invoke($"[{environmentName}] REPORT RequestId: {requestId} Duration: {duration} ms Max Memory Used: {memory} MB");
        return true;
    }

    public void FailInit(string environmentName, InvocationResult error)
    {
        if (Environments.FirstOrDefault(environment => environment.Name == environmentName) is not { } environment)
            return;
        environment.InitError = error;
        environment.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            ending = true;
            foreach (var invocation in waiting)
                invocation.Withdraw();
            waiting.Clear();
        }

        foreach (var environment in Environments)
            environment.Kill();
        await Task.WhenAll(lives);
    }

    private void Dispatch()
    {
        foreach (var environment in environments.Waiting.Take(waiting.Count))
        {
            Begin(environment, waiting.First!.Value);
            waiting.RemoveFirst();
        }

        // Those that are coming will take one each.
        for (var coming = environments.ComingCount; coming < waiting.Count && environments.HasRoom && !ending; coming++)
        {
            var environment = environments.Add();
            environment.Limit(options.InitTimeout, () => TimeOutInit(environment));
            lives.RemoveAll(life => life.IsCompleted);
            lives.Add(Task.Run(() => RunAsync(environment)));
        }
    }

    private void Begin(ExecutionEnvironment environment, Invocation invocation)
    {
        invocation.Begin(options.Timeout);
        environment.Begin(invocation);
        if (!environment.IsStartedByHand)
            environment.Limit(options.Timeout, () => TimeOut(environment, invocation));
    }

    private async Task RunAsync(ExecutionEnvironment environment) =>
        Bury(environment, await FunctionProcess.RunAsync(options, environment, runtimeApi, log));

    /// <summary>An environment's end is that of its invocation; or, if it never got as far, of the one it was started for.</summary>
    private void Bury(ExecutionEnvironment environment, Func<string, InvocationResult> why)
    {
        lock (gate)
        {
            if (!environments.Remove(environment))
                return;
            if (environment.Current is { } current)
            {
                environment.End(why(current.RequestId));
            }
            else if (!environment.HasPolled && waiting.First is { } first)
            {
                waiting.RemoveFirst();
                first.Value.Complete(environment.InitError ?? why(first.Value.RequestId));
            }

            Dispatch();
        }
    }

    private void TimeOut(ExecutionEnvironment environment, Invocation invocation)
    {
        lock (gate)
        {
            if (environment.Current != invocation)
                return;

            // Dead before its caller is told, who may start it over at once.
            environment.Kill();
            environment.End(InvocationResult.TimedOut(invocation.RequestId, options.Timeout));
            environments.Remove(environment);
            Dispatch();
        }
    }

    private void TimeOutInit(ExecutionEnvironment environment)
    {
        if (environment.HasPolled)
            return;
        environment.InitError = InvocationResult.TimedOut(environment.Name, options.InitTimeout);
        environment.Kill();
    }

    private void Forget(ExecutionEnvironment environment)
    {
        lock (gate)
        {
            if (environment is { Current: null, IsWaiting: false } && environments.Remove(environment))
                Dispatch();
        }
    }

    private void Leave(ExecutionEnvironment environment, Task<Invocation> wait)
    {
        lock (gate)
        {
            if (environment.StopWaiting(wait) && environment.IsStartedByHand)
                environments.Remove(environment);
        }
    }

    private void Withdraw(Invocation invocation)
    {
        lock (gate)
        {
            if (waiting.Remove(invocation))
                invocation.Withdraw();
        }
    }
}

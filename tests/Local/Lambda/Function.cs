using System.ComponentModel;
using System.Globalization;
using Local.Processes;

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
    private readonly List<ExecutionEnvironment> environments = [];
    private readonly List<Task> lives = [];
    private long peakOfTheDead;
    private int started;
    private bool ending;

    public IReadOnlyList<ExecutionEnvironment> Environments
    {
        get
        {
            lock (gate)
                return [.. environments];
        }
    }

    /// <summary>The most memory, in bytes, that any process of this function has held resident.</summary>
    public long PeakResidentBytes => Environments.Select(environment => environment.PeakResidentBytes).Append(peakOfTheDead).Max();

    /// <param name="invocation">A new one.</param>
    /// <param name="callerGone">Takes it back as long as no environment has it: Lambda finishes what it has begun.</param>
    /// <exception cref="LambdaError">The function is at its concurrency, or is being taken down.</exception>
    public async Task<InvocationResult> InvokeAsync(Invocation invocation, CancellationToken callerGone)
    {
        lock (gate)
        {
            if (ending)
                throw LambdaError.ServiceUnavailable();
            if (options.ThrottleWhenBusy && waiting.Count + environments.Count(environment => environment.Current is not null) >= options.MaxEnvironments)
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
            environment = Find(environmentName) ?? AddStartedByHand(environmentName);

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
            environment = Find(environmentName);
            if (environment?.Current is not { } current || current.RequestId != requestId)
                return false;
            invocation = current;
            environment.End(result);
            if (environment.IsStartedByHand)
                environment.Limit(TimeToAskAgain, () => Forget(environment));
        }

        log?.Invoke(string.Create(
            CultureInfo.InvariantCulture,
            $"[{environmentName}] REPORT RequestId: {requestId} Duration: {invocation.Elapsed.TotalMilliseconds:F1} ms Max Memory Used: {environment.PeakResidentBytes >> 20} MB"));
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

    private ExecutionEnvironment? Find(string name) => environments.Find(environment => environment.Name == name);

    private ExecutionEnvironment AddStartedByHand(string name)
    {
        if (name != options.Name)
            throw LambdaError.NoSuchEnvironment(name);
        var environment = new ExecutionEnvironment(options.Name, name, startedByHand: true);
        environments.Insert(0, environment); // first, so that it gets what there is
        return environment;
    }

    private void Dispatch()
    {
        foreach (var environment in environments.Where(environment => environment.IsWaiting).Take(waiting.Count).ToList())
        {
            Begin(environment, waiting.First!.Value);
            waiting.RemoveFirst();
        }

        // Those that are starting, or have answered and are about to ask again, will take one each.
        var coming = environments.Count(environment => environment is { Current: null, IsWaiting: false });
        for (; coming < waiting.Count && environments.Count < options.MaxEnvironments && !ending; coming++)
        {
            var environment = new ExecutionEnvironment(options.Name, $"{options.Name}.{++started}", startedByHand: false);
            environment.Limit(options.InitTimeout, () => TimeOutInit(environment));
            environments.Add(environment);
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

    private async Task RunAsync(ExecutionEnvironment environment)
    {
        try
        {
            await using var process = await FunctionProcess.StartAsync(options, environment.Name, runtimeApi, log);
            environment.Attach(process);
            var exitCode = await process.Exited;
            Bury(environment, requestId => InvocationResult.Ended(requestId, exitCode));
        }
        catch (Exception error) when (error is MissingPrerequisiteException or Win32Exception)
        {
            Bury(environment, requestId => InvocationResult.NotStarted(requestId, error.Message));
        }
    }

    /// <summary>An environment's end is that of its invocation; or, if it never got as far, of the one it was started for.</summary>
    private void Bury(ExecutionEnvironment environment, Func<string, InvocationResult> why)
    {
        lock (gate)
        {
            if (!Remove(environment))
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

    private bool Remove(ExecutionEnvironment environment)
    {
        environment.Rest();
        peakOfTheDead = Math.Max(peakOfTheDead, environment.PeakResidentBytes);
        return environments.Remove(environment);
    }

    private void TimeOut(ExecutionEnvironment environment, Invocation invocation)
    {
        lock (gate)
        {
            if (environment.Current != invocation)
                return;
            environment.End(InvocationResult.TimedOut(invocation.RequestId, options.Timeout));
            Remove(environment);
            Dispatch();
        }

        environment.Kill();
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
            if (environment is { Current: null, IsWaiting: false } && Remove(environment))
                Dispatch();
        }
    }

    private void Leave(ExecutionEnvironment environment, Task<Invocation> wait)
    {
        lock (gate)
        {
            if (environment.StopWaiting(wait) && environment.IsStartedByHand)
                Remove(environment);
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

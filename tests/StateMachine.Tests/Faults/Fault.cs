using Microsoft.AspNetCore.Http;

namespace StateMachineTests.Faults;

/// <summary>One thing that goes wrong in a run, at a certain point of its progress. It says in words what it is.</summary>
internal abstract class Fault
{
    /// <summary>Sees the run's requests to S3.</summary>
    /// <param name="context">The request.</param>
    /// <param name="number">Its number among the run's, from 1.</param>
    /// <returns>Whether it has been answered.</returns>
    public virtual Task<bool> OnStorageRequestAsync(HttpContext context, int number) => Task.FromResult(false);

    /// <summary>Sees the run's functions being invoked.</summary>
    /// <returns>Whether the caller has its answer already.</returns>
    public virtual Task<bool> OnInvocationAsync(HttpContext context, FaultyInvocation invocation) => Task.FromResult(false);

    /// <summary>Tried again and again as the run goes on, until it strikes.</summary>
    /// <returns>Whether it has struck, or never does on its own account.</returns>
    public virtual Task<bool> TryStrikeAsync(RunProgress progress, FaultTarget target) => Task.FromResult(true);

    /// <summary>What the fault began and what has to come to its end before anything is compared.</summary>
    public virtual Task EndAsync() => Task.CompletedTask;

    public abstract override string ToString();
}

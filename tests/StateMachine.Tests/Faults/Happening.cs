using Microsoft.AspNetCore.Http;

namespace StateMachineTests.Faults;

/// <summary>
/// Something that a test does, once, while a run goes on: before an invocation of a function, which waits for it, or in the middle of
/// the function's work.
/// </summary>
internal sealed class Happening : Fault
{
    private readonly string function;
    private readonly int number;
    private readonly double? share;
    private readonly Func<Task> action;

    private Happening(string function, int number, double? share, Func<Task> action)
    {
        this.function = function;
        this.number = number;
        this.share = share;
        this.action = action;
    }

    public bool HasHappened { get; private set; }

    /// <param name="function">Whose invocation waits.</param>
    /// <param name="number">Which of its invocations, from 1.</param>
    /// <param name="action">What happens.</param>
    public static Happening Before(string function, int number, Func<Task> action) => new(function, number, share: null, action);

    /// <param name="function">While this one is at work.</param>
    /// <param name="share">Once so much of its work is done, 0 to 1.</param>
    /// <param name="action">What happens.</param>
    public static Happening During(string function, double share, Func<Task> action) => new(function, number: 0, share, action);

    public override async Task<bool> OnInvocationAsync(HttpContext context, FaultyInvocation invocation)
    {
        if (invocation.Function == function && invocation.Number == number)
            await HappenAsync();

        return false;
    }

    public override async Task<bool> TryStrikeAsync(RunProgress progress, FaultTarget target)
    {
        if (share is not { } begin)
            return true;

        if (progress.IsAt(function, begin) && target.Busy(function).Count > 0)
            await HappenAsync();

        return HasHappened;
    }

    public override string ToString() =>
        share is { } begin ? $"something happens during {function}, at {begin:P0}" : $"something happens before {function} {number}";

    private Task HappenAsync()
    {
        HasHappened = true;
        return action();
    }
}

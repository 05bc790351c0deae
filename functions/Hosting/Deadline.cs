using Amazon.Lambda.Core;

namespace Hosting;

/// <summary>The end of an invocation, seen in good time.</summary>
public sealed class Deadline : IDisposable
{
    /// <summary>What a worker needs at the most to bring what it has begun to a commit.</summary>
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(20);

    private readonly ILambdaContext context;
    private readonly TimeSpan farewell;
    private readonly CancellationTokenSource cancellation;

    public Deadline(ILambdaContext context)
    {
        this.context = context;
        var remaining = context.RemainingTime > TimeSpan.Zero ? context.RemainingTime : TimeSpan.Zero;
        farewell = TimeSpan.FromTicks(Math.Min(remaining.Ticks / 4, LongestFarewell.Ticks));
        cancellation = new CancellationTokenSource(remaining - farewell / 10);
    }

    /// <summary>Time to commit and to ask for another invocation.</summary>
    public bool IsNear => context.RemainingTime < farewell;

    /// <summary>Cancels what would otherwise be cut off: the database is told, rather than left with a statement that nobody awaits.</summary>
    public CancellationToken Token => cancellation.Token;

    public void Dispose() => cancellation.Dispose();
}

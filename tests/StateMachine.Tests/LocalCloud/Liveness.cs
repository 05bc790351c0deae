using System.Diagnostics;

namespace StateMachineTests.LocalCloud;

/// <summary>Whether processes are still there.</summary>
internal static class Liveness
{
    public static bool IsRunning(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Waits until a process that is not our child has gone.</summary>
    public static async Task WaitForEndAsync(int processId, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (IsRunning(processId))
            await poll.WaitForNextTickAsync(limit.Token);
    }
}

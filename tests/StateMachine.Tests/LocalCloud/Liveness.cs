namespace StateMachineTests.LocalCloud;

/// <summary>Whether processes are still there.</summary>
internal static class Liveness
{
    /// <summary>An orphan that has ended but whom nobody has buried yet (a container's first process may not care) has ended.</summary>
    public static bool IsRunning(int processId)
    {
        try
        {
            // "pid (name) state …", where the name may hold anything.
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
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

using System.Collections.Concurrent;
using System.Diagnostics;

namespace Local.Processes;

/// <summary>
/// Starts every child on one thread that lives as long as this process. Linux ties the parent-death signal to the thread that
/// forked, not to its process: a child started from the thread pool would be killed when its pool thread retires.
/// </summary>
internal static class LaunchThread
{
    private static readonly BlockingCollection<Action> Launches = Open();

    /// <exception cref="System.ComponentModel.Win32Exception">The file cannot be executed.</exception>
    public static Task<Process> StartAsync(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Launches.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception error)
            {
                started.SetException(error);
            }
        });
        return started.Task;
    }

    private static BlockingCollection<Action> Open()
    {
        var launches = new BlockingCollection<Action>();
        new Thread(() =>
        {
            foreach (var launch in launches.GetConsumingEnumerable())
                launch();
        })
        { IsBackground = true, Name = "child process launcher" }.Start();
        return launches;
    }
}

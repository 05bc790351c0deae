using System.Runtime.CompilerServices;
using Local.Processes;

namespace StateMachineTests.LocalCloud;

/// <summary>This very test program, run once more as the parent of a child: it starts one, says so, and waits to be killed.</summary>
internal static class KilledParent
{
    public const string Announcement = "child ";
    private const string Role = "TESTS_PLAY_KILLED_PARENT";

    public static ChildProcessOptions Options => new()
    {
        Command = ["dotnet", "exec", typeof(KilledParent).Assembly.Location],
        Environment = new Dictionary<string, string>(StringComparer.Ordinal) { [Role] = "yes" },
    };

#pragma warning disable CA2255 // A test program's entry point is generated; this is the one place before it.
    [ModuleInitializer]
    internal static void Play()
    {
        if (Environment.GetEnvironmentVariable(Role) is null)
            return;

        // From a thread that ends at once: the child must not mind.
        Exception? failure = null;
        var starter = new Thread(() =>
        {
            try
            {
                var child = ChildProcess.StartAsync(new ChildProcessOptions { Command = ["sleep", "600"] }).GetAwaiter().GetResult();
                Console.WriteLine(Announcement + child.Id);
            }
            catch (Exception error)
            {
                failure = error;
            }
        });
        starter.Start();
        starter.Join();
        if (failure is not null)
            Environment.FailFast("The child did not start.", failure);
        Thread.Sleep(Timeout.Infinite);
    }
#pragma warning restore CA2255
}

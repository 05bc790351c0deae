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

        // On this thread alone: until this method returns, others wait at the door of this assembly.
        var child = ChildProcess.StartAsync(new ChildProcessOptions { Command = ["sleep", "600"] }).GetAwaiter().GetResult();
        Console.WriteLine(Announcement + child.Id);
        using var never = new ManualResetEventSlim();
        never.Wait();
    }
#pragma warning restore CA2255
}

namespace Local.Processes;

/// <summary>
/// The words before a command that make it a good child: <c>setsid</c> gives it a session of its own, so that Ctrl-C in the
/// terminal reaches us alone and we end our children in order; <c>setpriv</c> has the kernel end it when we die, whatever we
/// die of, and changes the user. Both belong to util-linux and execute the command in their own place: the process id stays.
/// </summary>
internal static class Launcher
{
    private static readonly string? Setsid = Executable.Find("setsid");
    private static readonly string? Setpriv = Executable.Find("setpriv");

    public static IEnumerable<string> WordsFor(ChildProcessOptions options)
    {
        // Elsewhere than on Linux a child outlives a parent that was killed; disposal ends it there as here.
        if (!OperatingSystem.IsLinux() || Setsid is null || Setpriv is null)
            return [];

        var user = options.User is { } its ? new[] { $"--reuid={its.Uid}", $"--regid={its.Gid}", "--clear-groups" } : [];
        return [Setsid, Setpriv, "--pdeathsig", NameOf(options.StopSignal), .. user, "--"];
    }

    private static string NameOf(Signal signal) => signal switch
    {
        Signal.Quit => "QUIT",
        Signal.Terminate => "TERM",
        _ => "KILL",
    };
}

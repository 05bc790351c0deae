using System.Runtime.InteropServices;

namespace Local.Processes;

/// <summary>The POSIX signals we send. Their numbers are the same on every Unix.</summary>
public enum Signal
{
    None = 0,
    Quit = 3,
    Kill = 9,
    Terminate = 15,
}

internal static class SignalSending
{
    /// <summary>.NET itself can only send SIGKILL.</summary>
    public static void SendTo(this Signal signal, int processId) => _ = Send(processId, (int)signal);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Send(int processId, int signal);
}

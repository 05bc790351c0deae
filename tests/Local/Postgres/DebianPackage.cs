using Local.Processes;

namespace Local.Postgres;

/// <summary>Installs Debian's PostgreSQL server.</summary>
internal static class DebianPackage
{
    private const string Package = "postgresql";
    private const string Remedy = "install it with 'sudo apt-get install postgresql', or name an existing database";

    /// <exception cref="MissingPrerequisiteException">We may not or cannot install.</exception>
    public static async Task InstallAsync(Action<string>? onProgress, CancellationToken cancellationToken)
    {
        if (Executable.Find("apt-get") is null || !Environment.IsPrivilegedProcess)
            throw new MissingPrerequisiteException($"The PostgreSQL server is not installed: {Remedy}.");

        onProgress?.Invoke("PostgreSQL is not installed: installing Debian's package (once)");
        try
        {
            await RunAsync(onProgress, cancellationToken, "apt-get", "update", "--quiet");
        }
        catch (InvalidOperationException)
        {
            // One broken source of many; the next step tells whether it was one that we need.
        }

        try
        {
            await RunAsync(onProgress, cancellationToken, "apt-get", "install", "--yes", "--quiet", "--no-install-recommends", Package);
            await DropClusterAsync(onProgress, cancellationToken);
        }
        catch (InvalidOperationException error)
        {
            throw new MissingPrerequisiteException(
                $"The PostgreSQL server is not installed and apt-get could not install it ({LastLine(error)}): {Remedy}.");
        }
    }

    /// <summary>The package brings up a server of its own on port 5432, which nobody asked for.</summary>
    private static async Task DropClusterAsync(Action<string>? onProgress, CancellationToken cancellationToken)
    {
        const string Clusters = "/etc/postgresql"; // VERSION/NAME
        if (!Directory.Exists(Clusters))
            return;
        foreach (var version in Directory.GetDirectories(Clusters).Where(version => Directory.Exists(Path.Combine(version, "main"))))
            await RunAsync(onProgress, cancellationToken, "pg_dropcluster", "--stop", Path.GetFileName(version), "main");
    }

    private static Task RunAsync(Action<string>? onLine, CancellationToken cancellationToken, params string[] command) =>
        ChildProcess.RunAsync(
            new ChildProcessOptions
            {
                Command = command,
                Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["DEBIAN_FRONTEND"] = "noninteractive" },
                StopSignal = Signal.Terminate,
                OnLine = onLine,
            },
            cancellationToken);

    private static string LastLine(InvalidOperationException error) => error.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
}

using Local.Processes;

namespace Local.Preview;

/// <summary>The Liquid engine, a package of npm, kept in a cache of the user's.</summary>
internal static class LiquidPackage
{
    private const string Name = "liquidjs";
    private const string Version = "10.30.1";

    /// <summary>The folder that Node.js takes as NODE_PATH; installs the package if it is not there.</summary>
    /// <exception cref="MissingPrerequisiteException">It is not there, and npm cannot install it.</exception>
    public static async Task<string> FindOrInstallAsync(Action<string>? onProgress, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(CacheFolder(), $"{Name}-{Version}");
        if (!Directory.Exists(folder))
            await InstallAsync(folder, onProgress, cancellationToken);

        return Path.Combine(folder, "node_modules");
    }

    private static async Task InstallAsync(string folder, Action<string>? onProgress, CancellationToken cancellationToken)
    {
        onProgress?.Invoke($"{Name} {Version} is not installed: npm fetches it into {folder} (once)");

        // Half an installation must never look like one, nor two at a time disturb each other.
        var unfinished = $"{folder}-{Guid.NewGuid():N}";
        Directory.CreateDirectory(unfinished);
        try
        {
            await ChildProcess.RunAsync(
                new ChildProcessOptions
                {
                    Command =
                    [
                        "npm", "install", "--prefix", unfinished, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error", $"{Name}@{Version}",
                    ],
                    StopSignal = Signal.Terminate,
                    OnLine = onProgress,
                },
                cancellationToken);
            Directory.Move(unfinished, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Somebody else was quicker.
            Directory.Delete(unfinished, recursive: true);
        }
        catch (Exception error)
        {
            Directory.Delete(unfinished, recursive: true);
            if (error is not (InvalidOperationException or MissingPrerequisiteException))
                throw;

            throw new MissingPrerequisiteException(
                $"The Liquid engine is not installed and npm could not install it ({LastLine(error)}): "
                + $"install it with 'npm install --prefix {folder} {Name}@{Version}'.");
        }
    }

    private static string CacheFolder()
    {
        const string Ours = "serverless-local";
        if (OperatingSystem.IsWindows())
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), Ours);

        return Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? Path.Combine(cache, Ours)
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", Ours);
    }

    private static string LastLine(Exception error) => error.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
}

using System.Globalization;
using Local.Processes;

namespace Local.Postgres;

/// <summary>The PostgreSQL server programs of this machine, and the user who may run them.</summary>
internal sealed record PostgresInstallation(string Folder, UnixUser? User)
{
    private const string DebianFolder = "/usr/lib/postgresql";

    public string Program(string name) => Path.Combine(Folder, name);

    /// <summary>Finds the newest server, installing Debian's package if there is none and we may.</summary>
    /// <exception cref="MissingPrerequisiteException">There is no server, and we cannot install it.</exception>
    public static async Task<PostgresInstallation> FindOrInstallAsync(Action<string>? onProgress, CancellationToken cancellationToken)
    {
        if (FindFolder() is null)
            await DebianPackage.InstallAsync(onProgress, cancellationToken);
        var folder = FindFolder() ?? throw new MissingPrerequisiteException(
            "apt-get installed the package 'postgresql', yet there is no server in /usr/lib/postgresql: name an existing database.");

        // PostgreSQL refuses to run as root.
        var isRoot = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;
        return new PostgresInstallation(folder, isRoot ? UnixUser.Find("postgres") ?? UnixUser.Find("nobody") : null);
    }

    private static string? FindFolder() => DebianFolders().Concat(PathFolders()).FirstOrDefault(HasServer);

    private static IEnumerable<string> DebianFolders() =>
        Directory.Exists(DebianFolder)
            ? Directory.GetDirectories(DebianFolder).OrderByDescending(VersionOf).Select(version => Path.Combine(version, "bin"))
            : [];

    private static double VersionOf(string folder) =>
        double.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0;

    private static IEnumerable<string> PathFolders() =>
        Executable.Find("initdb") is { } initdb ? [Path.GetDirectoryName(initdb)!] : [];

    private static bool HasServer(string folder) =>
        File.Exists(Path.Combine(folder, "postgres")) && File.Exists(Path.Combine(folder, "initdb"));
}

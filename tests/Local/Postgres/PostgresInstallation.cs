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
        var folder = FindFolder()
            ?? throw new MissingPrerequisiteException("apt-get installed the package 'postgresql', yet no server is found: name an existing database instead.");

        // PostgreSQL refuses to run as root.
        var user = Environment.IsPrivilegedProcess && OperatingSystem.IsLinux() ? UnixUser.Find("postgres") ?? UnixUser.Find("nobody") : null;
        return new PostgresInstallation(folder, user);
    }

    private static string? FindFolder() => DebianFolders().Concat(PathFolders()).FirstOrDefault(HasServer);

    private static IEnumerable<string> DebianFolders() =>
        Directory.Exists(DebianFolder)
            ? Directory.GetDirectories(DebianFolder)
                .OrderByDescending(version => double.TryParse(Path.GetFileName(version), CultureInfo.InvariantCulture, out var number) ? number : 0)
                .Select(version => Path.Combine(version, "bin"))
            : [];

    private static IEnumerable<string> PathFolders() => Executable.Find("initdb") is { } initdb ? [Path.GetDirectoryName(initdb)!] : [];

    private static bool HasServer(string folder) => File.Exists(Path.Combine(folder, "postgres")) && File.Exists(Path.Combine(folder, "initdb"));
}

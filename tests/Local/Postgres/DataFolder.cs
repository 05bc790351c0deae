using System.Globalization;
using Local.Processes;

namespace Local.Postgres;

/// <summary>The server's files, made by initdb.</summary>
internal sealed class DataFolder : IDisposable
{
    public const string Superuser = "postgres";

    private readonly ThrowawayFolder folder;

    private DataFolder(ThrowawayFolder folder) => this.folder = folder;

    public string Path => System.IO.Path.Combine(folder.Path, "data");

    public static async Task<DataFolder> CreateAsync(
        PostgresInstallation installation, PostgresOptions options, CancellationToken cancellationToken)
    {
        var data = new DataFolder(ThrowawayFolder.Create("postgres"));
        try
        {
            await data.InitializeAsync(installation, options, cancellationToken);
            return data;
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    public void Dispose() => folder.Dispose();

    private async Task InitializeAsync(PostgresInstallation installation, PostgresOptions options, CancellationToken cancellationToken)
    {
        await GiveAsync(installation, folder.Path, cancellationToken);
        await ChildProcess.RunAsync(
            new ChildProcessOptions
            {
                Command =
                [
                    installation.Program("initdb"), "--pgdata", Path, "--username", Superuser, "--auth=trust",
                    "--encoding=UTF8", "--locale=C.UTF-8", "--lc-messages=C", "--no-sync", "--no-instructions",
                ],
                User = installation.User,
                WorkingDirectory = folder.Path,
            },
            cancellationToken);

        var settings = options.Settings.Select(
            setting => $"{setting.Key} = '{setting.Value.Replace("'", "''", StringComparison.Ordinal)}'");
        await File.AppendAllLinesAsync(System.IO.Path.Combine(Path, "postgresql.conf"), settings, cancellationToken);
        foreach (var (name, content) in options.Files)
            await AddFileAsync(installation, System.IO.Path.Combine(Path, name), content, cancellationToken);
    }

    /// <summary>The server refuses a key that others may read.</summary>
    private static async Task AddFileAsync(
        PostgresInstallation installation, string path, string content, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(path, content, cancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        await GiveAsync(installation, path, cancellationToken);
    }

    private static async Task GiveAsync(PostgresInstallation installation, string path, CancellationToken cancellationToken)
    {
        if (installation.User is not { } user)
            return;

        var owner = string.Create(CultureInfo.InvariantCulture, $"{user.Uid}:{user.Gid}");
        await ChildProcess.RunAsync(new ChildProcessOptions { Command = ["chown", owner, path] }, cancellationToken);
    }
}

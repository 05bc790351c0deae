using System.Globalization;
using Local.Processes;

namespace Local.Postgres;

/// <summary>One life of the server process, from its start until it is ended the hard way.</summary>
internal sealed class Postmaster : IAsyncDisposable
{
    private readonly PostgresInstallation installation;
    private readonly string dataPath;
    private readonly Action<string>? onLog;
    private readonly ChildProcess process;

    private Postmaster(PostgresInstallation installation, string dataPath, Action<string>? onLog, ChildProcess process, int port)
    {
        this.installation = installation;
        this.dataPath = dataPath;
        this.onLog = onLog;
        this.process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Starts the server on a free port and waits until it accepts connections.</summary>
    public static async Task<Postmaster> StartAsync(
        PostgresInstallation installation, string dataPath, Action<string>? onLog, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await StartOnAsync(FreePort.Find(), installation, dataPath, onLog, cancellationToken);
            }
            catch (InvalidOperationException error) when (error.Message.Contains("Address already in use", StringComparison.Ordinal))
            {
                // Somebody was faster: another port.
            }
        }
    }

    /// <summary>Starts the server anew on its old port, after this one has been disposed.</summary>
    public Task<Postmaster> StartAgainAsync(CancellationToken cancellationToken) =>
        StartOnAsync(Port, installation, dataPath, onLog, cancellationToken);

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private static async Task<Postmaster> StartOnAsync(
        int port, PostgresInstallation installation, string dataPath, Action<string>? onLog, CancellationToken cancellationToken)
    {
        var accepting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = await ChildProcess.StartAsync(new ChildProcessOptions
        {
            Command =
            [
                installation.Program("postgres"), "-D", dataPath, "-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture),
                "-c", "unix_socket_directories=", "-c", "logging_collector=off", "-c", "log_destination=stderr",
            ],
            User = installation.User,
            WorkingDirectory = dataPath,

            // "Immediate shutdown": no goodbyes and no checkpoint, but no shared memory left behind either, as SIGKILL would.
            StopSignal = Signal.Quit,
            OnLine = line =>
            {
                onLog?.Invoke(line);
                if (line.Contains("database system is ready to accept connections", StringComparison.Ordinal))
                    accepting.TrySetResult();
            },
        });
        try
        {
            await Task.WhenAny(accepting.Task, process.Exited).WaitAsync(cancellationToken);
            if (process.Exited.IsCompleted)
                throw new InvalidOperationException($"PostgreSQL did not start:\n{process.LastLines}");
            return new Postmaster(installation, dataPath, onLog, process, port);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }
}

using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Local.Processes;

/// <summary>
/// A process that does not survive us: disposal ends it, and on Linux so does our own death, SIGKILL included.
/// </summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const int LinesKept = 50;
    private static readonly TimeSpan GraceForStopping = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan GraceForOutput = TimeSpan.FromSeconds(1);

    private readonly Process process;
    private readonly ChildProcessOptions options;
    private readonly ConcurrentQueue<string> lastLines = new();

    private ChildProcess(Process process, ChildProcessOptions options)
    {
        this.process = process;
        this.options = options;
        Id = process.Id;
        Exited = WaitAsync();
    }

    public int Id { get; }

    /// <summary>
    /// Completes with the exit code when the process has ended and its output has been read; 128 plus the signal's number if
    /// a signal ended it.
    /// </summary>
    public Task<int> Exited { get; }

    /// <summary>The end of its output, for error messages.</summary>
    public string LastLines => string.Join('\n', lastLines);

    /// <summary>
    /// The most memory, in bytes, that it has held resident since it started; 0 once it has ended, and where /proc does not tell.
    /// </summary>
    public long PeakResidentBytes
    {
        get
        {
            try
            {
                return Exited.IsCompleted ? 0 : ReadPeak();
            }
            catch (IOException)
            {
                return 0;
            }
        }
    }

    /// <exception cref="MissingPrerequisiteException">There is no such program.</exception>
    public static async Task<ChildProcess> StartAsync(ChildProcessOptions options)
    {
        // Looked up here, since the launcher would only report a missing program on its standard error.
        var program = Path.IsPathRooted(options.Command[0]) ? options.Command[0] : Executable.Find(options.Command[0]);
        if (program is null || !File.Exists(program))
        {
            throw new MissingPrerequisiteException(
                $"The program '{options.Command[0]}' is not installed: install it, or add its folder to PATH.");
        }

        string[] words = [.. Launcher.WordsFor(options), program, .. options.Command.Skip(1)];
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = options.WorkingDirectory ?? "",
        };
        SetEnvironment(start.Environment, options.Environment);

        var process = await LaunchThread.StartAsync(start);
        process.StandardInput.Close();
        return new ChildProcess(process, options);
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has the end of its output.</exception>
    public static async Task RunAsync(ChildProcessOptions options, CancellationToken cancellationToken)
    {
        await using var child = await StartAsync(options);
        var exitCode = await child.Exited.WaitAsync(cancellationToken);
        if (exitCode != 0)
            throw new InvalidOperationException($"'{options.Command[0]}' ended with exit code {exitCode}:\n{child.LastLines}");
    }

    /// <summary>SIGKILL for the process and all that it started.</summary>
    public void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself in the meantime.
        }
    }

    /// <summary>Sends the stop signal, and SIGKILL to what is still there after ten seconds.</summary>
    public async Task StopAsync()
    {
        if (options.StopSignal != Signal.Kill && !Exited.IsCompleted)
        {
            options.StopSignal.SendTo(Id);
            await ((Task)Exited).WaitAsync(GraceForStopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!Exited.IsCompleted)
            Kill();
        await Exited;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        process.Dispose();
    }

    private static void SetEnvironment(IDictionary<string, string?> environment, IReadOnlyDictionary<string, string> added)
    {
        // Nothing of anybody's real account may reach what runs here.
        foreach (var name in environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
            environment.Remove(name);

        // All of us talk over loopback, which no proxy can reach.
        environment["NO_PROXY"] = environment["no_proxy"] = "localhost,127.0.0.1,::1";
        foreach (var (name, value) in added)
            environment[name] = value;
    }

    private long ReadPeak()
    {
        const string Label = "VmHWM:", Unit = "kB";
        var line = File.ReadLines($"/proc/{Id}/status").FirstOrDefault(line => line.StartsWith(Label, StringComparison.Ordinal));
        return line is null ? 0 : 1024 * long.Parse(line.AsSpan()[Label.Length..^Unit.Length], CultureInfo.InvariantCulture);
    }

    private async Task<int> WaitAsync()
    {
        var output = Task.WhenAll(ReadLinesAsync(process.StandardOutput), ReadLinesAsync(process.StandardError));
        await process.WaitForExitAsync();

        // What it started may hold the pipes open for longer.
        await output.WaitAsync(GraceForOutput).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return process.ExitCode;
    }

    private async Task ReadLinesAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lastLines.Enqueue(line);
            if (lastLines.Count > LinesKept)
                lastLines.TryDequeue(out _);
            options.OnLine?.Invoke(line);
        }
    }
}

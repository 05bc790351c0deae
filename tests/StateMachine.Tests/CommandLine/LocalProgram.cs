using System.Diagnostics;

namespace StateMachineTests.CommandLine;

/// <summary>The local cloud's program, run as somebody at a terminal would.</summary>
internal sealed class LocalProgram : IDisposable
{
    private const string Mark = "LOCAL_PROGRAM_TEST";

    private readonly string mark = Guid.NewGuid().ToString("N");
    private readonly Process process;
    private readonly Task<string> error;

    private LocalProgram(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Local.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[Mark] = mark;
        process = Process.Start(start)!;
        error = process.StandardError.ReadToEndAsync(Cancellation);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static LocalProgram Start(params string[] arguments) => new(arguments);

    /// <summary>Runs the program to its end, and fails if a process that it started is still there then.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var program = new LocalProgram(arguments);
        var text = await program.process.StandardOutput.ReadToEndAsync(Cancellation);
        return (await program.EndAsync(), text, await program.error);
    }

    /// <summary>Reads lines until one begins as given.</summary>
    public async Task WaitForLineAsync(string beginning)
    {
        while (await process.StandardOutput.ReadLineAsync(Cancellation) is { } line)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
                return;
        }

        Assert.Fail($"The program ended before it printed '{beginning}': {await error}");
    }

    /// <summary>Ctrl-C.</summary>
    public async Task<int> InterruptAsync()
    {
        Assert.NotEmpty(ProcessesWithMark());
        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        await process.StandardOutput.ReadToEndAsync(Cancellation);
        return await EndAsync();
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private async Task<int> EndAsync()
    {
        await process.WaitForExitAsync(Cancellation);
        Assert.Empty(ProcessesWithMark());
        return process.ExitCode;
    }

    /// <summary>Environment variables are handed on to children, so this finds the program and all that it started.</summary>
    private List<string> ProcessesWithMark()
    {
        var found = new List<string>();
        foreach (var folder in Directory.GetDirectories("/proc").Where(folder => folder.AsSpan("/proc/".Length).IndexOfAnyExceptInRange('0', '9') < 0))
        {
            try
            {
                if (File.ReadAllText($"{folder}/environ").Contains($"{Mark}={mark}", StringComparison.Ordinal))
                    found.Add(File.ReadAllText($"{folder}/cmdline").Replace('\0', ' '));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It has ended meanwhile, or is somebody else's.
            }
        }

        return found;
    }
}

using System.Text;
using Local.Processes;

namespace StateMachineTests.Template;

/// <summary>Programs that check what we deploy, where they are installed. CI installs them.</summary>
internal static class ExternalTool
{
    /// <summary>Runs a program to its end; skips the test, with the reason, where it is not installed.</summary>
    /// <returns>What it printed, if it ended well; else the test fails with it.</returns>
    public static async Task<string> RunAsync(string install, params string[] command)
    {
        var output = new StringBuilder();
        try
        {
            await using var process = await ChildProcess.StartAsync(new ChildProcessOptions
            {
                Command = command,
                Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["AWS_DEFAULT_REGION"] = "us-east-1" },
                OnLine = line =>
                {
                    lock (output)
                        output.AppendLine(line);
                },
            });
            var exitCode = await process.Exited.WaitAsync(TestContext.Current.CancellationToken);
            Assert.SkipWhen(exitCode == NotInstalled, $"{command[0]} lacks a package; install it with '{install}'.");
            Assert.True(exitCode == 0, $"{string.Join(' ', command)} ended with exit code {exitCode}:\n{output}");
            return output.ToString();
        }
        catch (MissingPrerequisiteException)
        {
            Assert.Skip($"{command[0]} is not installed; install it with '{install}'.");
            throw;
        }
    }

    /// <summary>The exit code with which our scripts say that a package is missing.</summary>
    private const int NotInstalled = 86;
}

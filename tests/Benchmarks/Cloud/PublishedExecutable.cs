using System.Runtime.InteropServices;
using Local.Processes;

namespace Benchmarks.Cloud;

/// <summary>An executable, published for this machine the way it is published for Lambda.</summary>
internal static class PublishedExecutable
{
    /// <returns>Path of its assembly.</returns>
    public static async Task<string> PublishAsync(
        Repository repository, string name, bool readyToRun, BenchmarkOptions options, CancellationToken cancellationToken)
    {
        options.Progress($"Publishing {name}, {(readyToRun ? "ReadyToRun" : "to be compiled as it runs")}");
        var folder = Path.Combine(options.Folder, "published", readyToRun ? "ready" : "not");
        await ChildProcess.RunAsync(
            new ChildProcessOptions
            {
                Command =
                [
                    "dotnet", "publish", repository.PathOf("functions", name), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier,
                    "--self-contained", "false", "-v", "quiet", $"-p:PublishReadyToRun={readyToRun}",
                    // Or the compiler's server would stay, and be in the way of what is measured.
                    "-nodeReuse:false", "-p:UseSharedCompilation=false",
                    $"-p:ArtifactsPath={Path.Combine(folder, "artifacts")}", "-o", Path.Combine(folder, name),
                ],
                WorkingDirectory = repository.Path,
            },
            cancellationToken);
        return Path.Combine(folder, name, $"{name}.dll");
    }
}

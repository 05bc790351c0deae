namespace Benchmarks.Load;

/// <summary>The loads that are not measured.</summary>
internal static class WarmUp
{
    /// <summary>For a process, some three seconds of it.</summary>
    private const int Megabytes = 200;

    public static async Task RunAsync(BenchmarkOptions options, IReadOnlyList<LoadWorkers> workers, CancellationToken cancellationToken)
    {
        var file = await LabelFile.GetAsync(options, Math.Min(Megabytes, options.LoadMegabytes), cancellationToken);
        foreach (var its in workers)
            await its.WarmUpAsync(file, cancellationToken);
    }
}

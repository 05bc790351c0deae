using Benchmarks.Cloud;
using Benchmarks.Load;

namespace Benchmarks.Scaling;

/// <summary>A label file, and how many rows come of it.</summary>
internal sealed record KnownFile(string Path, long Bytes, long Rows)
{
    /// <summary>Finds out by loading it.</summary>
    public static async Task<KnownFile> GetAsync(
        BenchmarkCloud cloud, BenchmarkOptions options, int megabytes, CancellationToken cancellationToken)
    {
        var path = await LabelFile.GetAsync(options, megabytes, cancellationToken);
        options.Progress($"Loading {megabytes} MB for the first time");
        await using var workers = new LoadWorkers(cloud, Environment.ProcessorCount);
        await using var run = await LoadRun.PlanAsync(cloud, path, shardBytes: null, cancellationToken);
        await workers.LoadAsync(run, cancellationToken);
        return new KnownFile(path, run.SourceBytes, await run.CountAsync(cancellationToken));
    }
}

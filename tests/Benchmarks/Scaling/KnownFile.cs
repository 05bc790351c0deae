using Benchmarks.Cloud;
using Benchmarks.Load;

namespace Benchmarks.Scaling;

/// <summary>A label file, and the rows that come of it.</summary>
/// <param name="Path">Of the file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Copy">Brings the finished rows in as the server can.</param>
internal sealed record KnownFile(string Path, long Bytes, ServerCopy Copy)
{
    public long Rows => Copy.Rows;

    /// <summary>Finds out by loading it.</summary>
    public static async Task<KnownFile> GetAsync(
        BenchmarkCloud cloud, BenchmarkOptions options, int megabytes, CancellationToken cancellationToken)
    {
        var path = await LabelFile.GetAsync(options, megabytes, cancellationToken);
        options.Progress($"Loading {megabytes} MB for the first time");
        await using var workers = new LoadWorkers(cloud, Environment.ProcessorCount);
        await using var run = await LoadRun.PlanAsync(cloud, path, shardBytes: null, cancellationToken);
        await workers.LoadAsync(run, cancellationToken);
        return new KnownFile(path, run.SourceBytes, await ServerCopy.PrepareAsync(cloud, run, maxConnections: 1, cancellationToken));
    }
}

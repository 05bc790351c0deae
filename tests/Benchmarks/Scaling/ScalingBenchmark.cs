using System.Globalization;
using Benchmarks.Cloud;
using Benchmarks.Load;
using Benchmarks.Measuring;

namespace Benchmarks.Scaling;

/// <summary>How loading goes with more workers, with larger files, and with larger shards.</summary>
internal static class ScalingBenchmark
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>A load whose rate falls by less than this takes time as its file has bytes.</summary>
    private const double Linear = 0.9;

    private static readonly long[] ShardMebibytes = [8, 64, 512];

    public static async Task<BenchmarkResult> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await using var cloud = await BenchmarkCloud.StartAsync(options, cancellationToken);
        cloud.AddFunction("PlanShards", processes: 1);
        var usual = await KnownFile.GetAsync(cloud, options, options.LoadMegabytes, cancellationToken);
        var workers = await ByWorkersAsync(cloud, usual, options, cancellationToken);
        var sizes = await BySizeAsync(cloud, options, cancellationToken);
        var shards = await ByShardAsync(cloud, usual, options, cancellationToken);
        return new BenchmarkResult(
            [workers, sizes, shards],
            [
                LargestAgainstSmallest(sizes, options.ScalingMegabytes),
                new Mark("Scaling, resident MB with any shard", PeakOf(shards), AtMost: 150),
            ]);
    }

    private static double PeakOf(ContestResult contest) => contest.Contestants.Max(contestant => contestant.MedianFigures["resident MB"]);

    /// <summary>Where the server itself slows down with the rows, from its own file and with nobody else at work, we do with it.</summary>
    private static Mark LargestAgainstSmallest(ContestResult contest, IReadOnlyList<int> megabytes)
    {
        var ours = contest.Ratio(OurLoad(megabytes[^1]), OurLoad(megabytes[0]));
        var theServers = contest.Ratio(OwnCopy(megabytes[^1]), OwnCopy(megabytes[0]));
        return new Mark(
            "Scaling, largest file against smallest, rows/s",
            ours,
            AtLeast: Linear,
            Limit: ours < Linear && ours >= Linear * theServers
                ? string.Create(CultureInfo.InvariantCulture, $"but that of the server's own COPY is {theServers:0.00}")
                : null);
    }

    private static string OurLoad(int megabytes) => string.Create(CultureInfo.InvariantCulture, $"LoadShard, {megabytes} MB");

    private static string OwnCopy(int megabytes) => string.Create(CultureInfo.InvariantCulture, $"COPY of {megabytes} MB");

    private static async Task<ContestResult> ByWorkersAsync(
        BenchmarkCloud cloud, KnownFile file, BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await using var one = new LoadWorkers(cloud, 1);
        await using var two = new LoadWorkers(cloud, 2);
        await using var four = new LoadWorkers(cloud, 4);
        options.Progress("Scaling: warming up");
        await WarmUp.RunAsync(options, [one, two, four], cancellationToken);
        return await Contest.RunAsync(
            "Load by number of workers",
            "rows",
            [Loading("1 worker", one, file), Loading("2 workers", two, file), Loading("4 workers", four, file)],
            options.Rounds,
            options.Progress,
            cancellationToken);
    }

    private static async Task<ContestResult> BySizeAsync(
        BenchmarkCloud cloud, BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await using var worker = new LoadWorkers(cloud, 1);
        await WarmUp.RunAsync(options, [worker], cancellationToken);
        var contestants = new List<Contestant>();
        foreach (var megabytes in options.ScalingMegabytes)
        {
            var file = await KnownFile.GetAsync(cloud, options, megabytes, cancellationToken);
            contestants.Add(Loading(OurLoad(megabytes), worker, file));
            contestants.Add(new Contestant(OwnCopy(megabytes), token => file.Copy.MeasureAsync(1, token)));
        }

        return await Contest.RunAsync(
            "Load by size of the file, 1 worker", "rows", contestants, options.Rounds, options.Progress, cancellationToken);
    }

    /// <summary>One round with new processes: a peak is a peak, and it is the only thing that counts here.</summary>
    private static Task<ContestResult> ByShardAsync(
        BenchmarkCloud cloud, KnownFile file, BenchmarkOptions options, CancellationToken cancellationToken) => Contest.RunAsync(
        "Memory by size of the shard, 1 cold worker",
        "rows",
        [
            .. ShardMebibytes.Select(size => LoadingCold($"{size} MiB", cloud, file, size * Mebibyte)),
            LoadingCold("the whole file", cloud, file, file.Bytes),
        ],
        rounds: 1,
        options.Progress,
        cancellationToken);

    private static Contestant Loading(string name, LoadWorkers workers, KnownFile file) =>
        new(name, token => workers.MeasureAsync(file.Path, file.Rows, shardBytes: null, token));

    private static Contestant LoadingCold(string name, BenchmarkCloud cloud, KnownFile file, long shardBytes) => new(name, async token =>
    {
        await using var worker = new LoadWorkers(cloud, 1);
        return await worker.MeasureAsync(file.Path, file.Rows, shardBytes, token);
    });
}

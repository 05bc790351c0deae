using System.Globalization;
using Benchmarks.Cloud;
using Benchmarks.Measuring;

namespace Benchmarks.Load;

/// <summary>LoadShard's whole path, from range reads over HTTP to committed rows, against the server's own COPY of the same rows.</summary>
internal static class LoadBenchmark
{
    private const string Copy = "COPY from a file";
    private const string TwoCopies = "two COPYs side by side";
    private const string OneWorker = "LoadShard, 1 worker";
    private const string TwoWorkers = "LoadShard, 2 workers";

    private const double TwoAgainstOne = 1.6;

    public static async Task<BenchmarkResult> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var file = await LabelFile.GetAsync(options, options.LoadMegabytes, cancellationToken);
        await using var cloud = await BenchmarkCloud.StartAsync(options, cancellationToken);
        cloud.AddFunction("PlanShards", processes: 1);
        await using var one = new LoadWorkers(cloud, 1);
        await using var two = new LoadWorkers(cloud, 2);

        options.Progress("Load: warming up, and preparing the server's own COPY");
        ServerCopy copy;
        await using (var loaded = await LoadRun.PlanAsync(cloud, file, shardBytes: null, cancellationToken))
        {
            await two.LoadAsync(loaded, cancellationToken);
            copy = await ServerCopy.PrepareAsync(cloud, loaded, maxConnections: 2, cancellationToken);
        }

        await WarmUp.RunAsync(options, [one, two], cancellationToken);

        var contest = await Contest.RunAsync(
            "Load",
            "rows",
            [
                new Contestant(Copy, token => copy.MeasureAsync(1, token)),
                new Contestant(OneWorker, token => one.MeasureAsync(file, copy.Rows, shardBytes: null, token)),
                new Contestant(TwoCopies, token => copy.MeasureAsync(2, token)),
                new Contestant(TwoWorkers, token => two.MeasureAsync(file, copy.Rows, shardBytes: null, token)),
            ],
            options.Rounds,
            options.Progress,
            cancellationToken);
        return new BenchmarkResult([contest], Marks(contest));
    }

    private static List<Mark> Marks(ContestResult contest) =>
    [
        new("Load, one worker against the server's COPY", contest.Ratio(OneWorker, Copy), AtLeast: 0.90),
        new("Load, two workers against one", contest.Ratio(TwoWorkers, OneWorker), AtLeast: TwoAgainstOne, Limit: LimitOfTwo(contest)),
        new("Load, resident MB of a worker", PeakOf(contest), AtMost: 150),
    ];

    private static double PeakOf(ContestResult contest) =>
        contest[OneWorker].Rounds.Concat(contest[TwoWorkers].Rounds).Max(round => round.Figures!["resident MB"]);

    /// <summary>Two workers and a server of one process for each cannot get more out of a machine than it has cores.</summary>
    private static string? LimitOfTwo(ContestResult contest)
    {
        var cores = Environment.ProcessorCount;
        var used = contest[TwoWorkers].MedianFigures["cores used"];
        return contest.Ratio(TwoWorkers, OneWorker) < TwoAgainstOne && used > 0.9 * cores
            ? string.Create(CultureInfo.InvariantCulture, $"but {used:0.00} of {cores} cores are busy with it")
            : null;
    }
}

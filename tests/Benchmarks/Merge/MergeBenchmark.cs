using Benchmarks.Measuring;
using Npgsql;

namespace Benchmarks.Merge;

/// <summary>The merge against plain updates with values worked out beforehand, and against the way it is known to have been done.</summary>
internal static class MergeBenchmark
{
    private const string Floor = "UPDATE, values ready";
    private const string OneWorker = "merge, 1 worker";
    private const string Again = "the same file again";
    private const string SameTags = "another file, same tags";
    private const string KnownWay = "the known way";
    private const string TwoWorkers = "merge, 2 workers";

    private const string Pristine = "pristine";
    private const string Roomy = "roomy";
    private const string Merged = "merged";

    /// <summary>Shared buffers for each image: its row, a second version of it, indexes and what is staged.</summary>
    private const double KilobytesAnImage = 3;

    public static async Task<BenchmarkResult> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var megabytes = (int)(options.MergeImages * KilobytesAnImage / 1000) + 128;
        var contests = new List<ContestResult>();
        foreach (var buffers in options.MergeBuffers)
        {
            contests.AddRange(buffers == "larger"
                ? await RunAsync(options, buffers, megabytes, isInMemory: true, cancellationToken)
                : await RunAsync(options, buffers, Math.Max(megabytes / 12, 16), isInMemory: false, cancellationToken));
        }

        return new BenchmarkResult(contests, Marks(contests[0]));
    }

    private static async Task<IReadOnlyList<ContestResult>> RunAsync(
        BenchmarkOptions options, string size, int sharedMegabytes, bool isInMemory, CancellationToken cancellationToken)
    {
        options.Progress("Merge: preparing the catalog");
        await using var server = await MergeServer.StartAsync(options, sharedMegabytes, isInMemory, cancellationToken);
        var catalog = new MergeCatalog(server, options.MergeImages, options.MergeRows, options.Progress);
        await catalog.CreateAsync(Pristine, fillFactor: 100, cancellationToken);
        await catalog.CreateAsync(Roomy, fillFactor: 60, cancellationToken);
        await catalog.CreateMergedAsync(Merged, Pristine, cancellationToken);

        var rows = options.MergeRows;
        var buffers = $"buffers {size} than the table";

        // The server touches its buffers and makes the files of its log once; whoever came first would pay for it.
        options.Progress("Merge: warming up");
        await Of(OneWorker, Pristine, First).MeasureAsync(cancellationToken);
        var main = await Contest.RunAsync(
            $"Merge, {buffers}",
            "rows",
            [
                Of(Floor, Pristine, (database, token) => OtherWays.FloorAsync(database, rows, token)),
                Of(OneWorker, Pristine, (database, token) => MergeAsync(database, "first", 1, token)),
                Of(Again, Merged, (database, token) => MergeAsync(database, "again", 1, token), written: 0),
                Of(SameTags, Merged, (database, token) => MergeAsync(database, "other", 1, token), written: 0),
                Of(KnownWay, Pristine, (database, token) => OtherWays.KnownWayAsync(database, rows, token)),
                Of(TwoWorkers, Pristine, (database, token) => MergeAsync(database, "first", 2, token)),
            ],
            options.Rounds,
            options.Progress,
            cancellationToken);
        var settings = await Contest.RunAsync(
            $"Merge by 1 worker, {buffers}",
            "rows",
            [
                Of("as it comes", Pristine, First),
                Of("wal_compression = lz4", Pristine, First, setting: "wal_compression = lz4"),
                Of("fillfactor = 60", Roomy, First),
                Of("both", Roomy, First, setting: "wal_compression = lz4"),
            ],
            (options.Rounds + 1) / 2,
            options.Progress,
            cancellationToken);
        return [main, settings];

        Contestant Of(string name, string template, Func<NpgsqlDataSource, CancellationToken, Task> work, int? written = null, string? setting = null) =>
            new(name, token => server.MeasureAsync(template, setting, rows, written ?? rows, database => work(database, token), token));
    }

    private static Task First(NpgsqlDataSource database, CancellationToken cancellationToken) => MergeAsync(database, "first", 1, cancellationToken);

    private static async Task MergeAsync(NpgsqlDataSource database, string runId, int workers, CancellationToken cancellationToken) =>
        await MergeCatalog.MergeAsync(database, await MergeCatalog.RunAsync(database, runId, cancellationToken), workers, cancellationToken);

    private static List<Mark> Marks(ContestResult contest) =>
    [
        new("Merge, one worker against a plain update", contest.Ratio(OneWorker, Floor), AtLeast: 0.95),
        new("Merge, one worker against the known way", contest.Ratio(OneWorker, KnownWay), AtLeast: 1.6),
        new("Merge, two workers against the known way", contest.Ratio(TwoWorkers, KnownWay), AtLeast: 2.6),
        new("Merge, WAL a row against a plain update", LogOf(contest, OneWorker) / LogOf(contest, Floor), AtMost: 1),
        new("Merge, the same file again against the first time", contest.Ratio(Again, OneWorker), AtLeast: 5),
    ];

    private static double LogOf(ContestResult contest, string name) => contest[name].MedianFigures["WAL bytes/row"];
}

using Benchmarks.Cloud;
using Benchmarks.Measuring;
using Local.Deployment;

namespace Benchmarks.ColdStart;

/// <summary>From the start of a function's process to its first answer, published as it is deployed and without compiling ahead.</summary>
internal static class ColdStartBenchmark
{
    private const string Ahead = "ReadyToRun";
    private const string JustInTime = "not";

    private static readonly (string Executable, IReadOnlyList<string> Functions)[] Executables =
    [
        ("Ingest", IngestPipeline.Functions), ("Curation", CurationFunctions.Functions), ("GroundTruth", LabelingFunctions.Functions),
    ];

    public static async Task<BenchmarkResult> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var repository = Repository.Find();
        await using var cloud = await BenchmarkCloud.StartAsync(options, cancellationToken);
        var contests = new List<ContestResult>();
        foreach (var (executable, functions) in Executables)
        {
            var ahead = await PublishedExecutable.PublishAsync(repository, executable, readyToRun: true, options, cancellationToken);
            var justInTime = await PublishedExecutable.PublishAsync(repository, executable, readyToRun: false, options, cancellationToken);
            foreach (var function in functions)
            {
                var request = await FirstRequest.ForAsync(repository, function, cancellationToken);
                contests.Add(await Contest.RunAsync(
                    $"Cold start of {function}",
                    "starts",
                    [
                        new Contestant(Ahead, new ColdFunction(cloud, function, ahead, request).MeasureAsync),
                        new Contestant(JustInTime, new ColdFunction(cloud, function, justInTime, request).MeasureAsync),
                    ],
                    options.Rounds,
                    options.Progress,
                    cancellationToken));
            }
        }

        return new BenchmarkResult(contests, [.. contests.Select(MarkOf)]);
    }

    private static Mark MarkOf(ContestResult contest) =>
        new($"{contest.Title}, {Ahead} against not", contest.Ratio(Ahead, JustInTime), AtLeast: 1);
}

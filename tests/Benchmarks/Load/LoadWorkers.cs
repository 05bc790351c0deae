using System.Collections.Concurrent;
using System.Diagnostics;
using Benchmarks.Cloud;
using Benchmarks.Measuring;

namespace Benchmarks.Load;

/// <summary>Processes of LoadShard that share the shards of a run among them, as the state machine's Map would have them do.</summary>
internal sealed class LoadWorkers : IAsyncDisposable
{
    private static int Generations;

    private readonly BenchmarkCloud cloud;
    private readonly int count;
    private readonly string function;

    public LoadWorkers(BenchmarkCloud cloud, int count)
    {
        this.cloud = cloud;
        this.count = count;
        function = $"LoadShard-{Interlocked.Increment(ref Generations)}";
        cloud.AddFunction(function, count);
    }

    /// <summary>Loads a file until the runtime has compiled what there is to compile, in each of the processes.</summary>
    public async Task WarmUpAsync(string file, CancellationToken cancellationToken)
    {
        // The file is the same for all: more workers load it more often.
        for (var pass = 0; pass < count; pass++)
        {
            await using var run = await LoadRun.PlanAsync(cloud, file, ShardBytesOf(file), cancellationToken);
            await LoadAsync(run, cancellationToken);
        }
    }

    /// <summary>Loads a file, from the first range read to the last commit.</summary>
    /// <param name="file">The label file.</param>
    /// <param name="rows">How many rows it has, to be sure of it.</param>
    /// <param name="shardBytes">Size of a shard, the pipeline's default unless given.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Measurement> MeasureAsync(string file, long rows, long? shardBytes, CancellationToken cancellationToken)
    {
        await using var run = await LoadRun.PlanAsync(cloud, file, shardBytes, cancellationToken);
        await cloud.Database.ExecuteAsync("CHECKPOINT", cancellationToken);
        var before = ReadTimes();
        var time = Stopwatch.StartNew();
        await LoadAsync(run, cancellationToken);
        var seconds = time.Elapsed.TotalSeconds;

        var figures = ReadTimes().FiguresSince(before, seconds);
        figures["source MB/s"] = run.SourceBytes / 1e6 / seconds;
        figures["resident MB"] = cloud.Lambda.PeakResidentBytes(function) / 1e6;
        var loaded = await run.CountAsync(cancellationToken);
        return loaded == rows
            ? new Measurement(seconds, rows, figures)
            : throw new InvalidDataException($"{loaded} rows were loaded, and not {rows}.");
    }

    public async Task LoadAsync(LoadRun run, CancellationToken cancellationToken)
    {
        var shards = new ConcurrentQueue<long>(run.Shards);
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => WorkAsync()));

        async Task WorkAsync()
        {
            while (shards.TryDequeue(out var shard))
            {
                while (!(bool)(await cloud.CallAsync(function, run.RequestFor(shard), cancellationToken))["done"]!)
                {
                    // Each call gets as far as its time allows.
                }
            }
        }
    }

    public ValueTask DisposeAsync() => cloud.Lambda.RemoveFunctionAsync(function);

    /// <summary>So many that every worker has its part.</summary>
    private static long ShardBytesOf(string file) => new FileInfo(file).Length / 32 + 1;

    private ProcessorTimes ReadTimes()
    {
        var processes = cloud.Lambda.Environments.Where(environment => environment.FunctionName == function);
        return ProcessorTimes.Read(cloud.ServerFolder.ProcessId, processes.Select(environment => environment.ProcessId ?? 0));
    }
}

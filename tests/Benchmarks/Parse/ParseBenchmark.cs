using System.Diagnostics;
using Benchmarks.Measuring;

namespace Benchmarks.Parse;

/// <summary>From the bytes of a label file to the bytes of its tags, on one core.</summary>
internal static class ParseBenchmark
{
    public static async Task<BenchmarkResult> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var source = new byte[options.ParseMegabytes * 1_000_000L];
        var newlines = new Contestant("count newlines", _ =>
        {
            var time = Stopwatch.StartNew();
            var lines = source.AsSpan().Count((byte)'\n');
            return Task.FromResult(new Measurement(time.Elapsed.TotalSeconds, source.Length / 1e6, new Dictionary<string, double>(StringComparer.Ordinal) { ["lines"] = lines }));
        });
        return new BenchmarkResult([await Contest.RunAsync("Parse", "MB", [newlines], options.Rounds, options.Progress, cancellationToken)], []);
    }
}

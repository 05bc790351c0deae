using System.Diagnostics;
using System.Text;
using Benchmarks.Cloud;
using Benchmarks.Measuring;

namespace Benchmarks.ColdStart;

/// <summary>A function that is invoked where there is no process of it yet.</summary>
internal sealed class ColdFunction(BenchmarkCloud cloud, string function, string assembly, ReadOnlyMemory<byte> request)
{
    public async Task<Measurement> MeasureAsync(CancellationToken cancellationToken)
    {
        cloud.AddFunction(function, processes: 1, assembly);
        double? asked = null;
        var time = Stopwatch.StartNew();
        cloud.Lambda.Intercept = context =>
        {
            if (context.Request.Path.Value!.EndsWith("/invocation/next", StringComparison.Ordinal))
                asked ??= time.Elapsed.TotalMilliseconds;

            return Task.FromResult(false);
        };
        try
        {
            var result = await cloud.Lambda.InvokeAsync(function, request, cancellationToken);
            var seconds = time.Elapsed.TotalSeconds;
            var answer = Encoding.UTF8.GetString(result.Payload.Span);
            if (asked is null || IsOfTheRuntime(answer))
                throw new InvalidOperationException($"{function} did not start: {answer}");

            return new Measurement(seconds, 1, new Dictionary<string, double>(StringComparer.Ordinal)
            {
                ["first answer ms"] = seconds * 1000,
                ["asks for work ms"] = asked.Value,
                ["resident MB"] = cloud.Lambda.PeakResidentBytes(function) / 1e6,
            });
        }
        finally
        {
            cloud.Lambda.Intercept = null;
            await cloud.Lambda.RemoveFunctionAsync(function);
        }
    }

    /// <summary>Whether Lambda says it of a process that broke down, rather than the function of its request.</summary>
    private static bool IsOfTheRuntime(string answer) =>
        answer.Contains("\"Runtime.", StringComparison.Ordinal) || answer.Contains("\"Sandbox.", StringComparison.Ordinal);
}

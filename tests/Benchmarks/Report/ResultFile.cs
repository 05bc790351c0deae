using System.Runtime.InteropServices;
using System.Text.Json;

namespace Benchmarks.Report;

/// <summary>All that was measured, every round of it, as JSON.</summary>
internal static class ResultFile
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static Task WriteAsync(
        FileInfo file, IReadOnlyDictionary<string, BenchmarkResult> benchmarks, CancellationToken cancellationToken)
    {
        var content = new
        {
            MeasuredAt = TimeProvider.System.GetUtcNow(),
            Runtime = RuntimeInformation.FrameworkDescription,
            System = RuntimeInformation.OSDescription,
            Cores = Environment.ProcessorCount,
            Benchmarks = benchmarks,
        };
        return File.WriteAllBytesAsync(file.FullName, JsonSerializer.SerializeToUtf8Bytes(content, Format), cancellationToken);
    }
}

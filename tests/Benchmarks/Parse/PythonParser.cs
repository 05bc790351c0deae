using System.Globalization;
using System.Text.Json;
using Benchmarks.Measuring;
using Local.Processes;

namespace Benchmarks.Parse;

/// <summary>Python's json module, in a process that takes its processor's time itself, without its start.</summary>
internal sealed class PythonParser(string path, int bytes, long tags)
{
    public async Task<Measurement> MeasureAsync(CancellationToken cancellationToken)
    {
        var output = "";
        await ChildProcess.RunAsync(
            new ChildProcessOptions
            {
                Command =
                [
                    "python3", Path.Combine(AppContext.BaseDirectory, "parse_tags.py"), path, bytes.ToString(CultureInfo.InvariantCulture),
                ],
                OnLine = line => output += line,
            },
            cancellationToken);
        var result = JsonElement.Parse(output);
        var found = result.GetProperty("tags").GetInt64();
        if (found != tags)
            throw new InvalidDataException($"Python found {found} tags in the first {bytes} bytes, we {tags}.");

        return new Measurement(result.GetProperty("seconds").GetDouble(), bytes / 1e6);
    }
}

using Local.Generate;

namespace Benchmarks;

/// <summary>Generated label files, of the same size always the same.</summary>
internal static class LabelFile
{
    private const double BytesPerRecord = 2219;

    /// <param name="options">Where it is kept.</param>
    /// <param name="megabytes">Its size, to within a percent or two.</param>
    /// <param name="cancellationToken">Stops; half a file does not stay.</param>
    /// <returns>Its path.</returns>
    public static async Task<string> GetAsync(BenchmarkOptions options, int megabytes, CancellationToken cancellationToken)
    {
        var path = Path.Combine(options.Folder, $"labels-{megabytes}mb.jsonl");
        if (File.Exists(path))
            return path;

        options.Progress($"Generating a label file of {megabytes} MB");
        var unfinished = path + ".unfinished";
        await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            var records = (long)Math.Ceiling(megabytes * 1e6 / BytesPerRecord);
            await LabelFileGenerator.WriteAsync(file, new GenerateOptions { Records = records }, progress: null, cancellationToken);
        }

        File.Move(unfinished, path);
        return path;
    }
}

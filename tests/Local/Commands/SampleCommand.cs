using System.CommandLine;
using Local.Generate;
using Local.Processes;

namespace Local.Commands;

/// <summary>Without a verb: a generated sample, into a catalog that lacks a few of its images.</summary>
internal static class SampleCommand
{
    private const long Records = 25_000;
    private const long BadLines = 4;
    private const double ImagesShare = 0.98;

    /// <summary>Several shards, so that there is something to see.</summary>
    private const long ShardBytes = 8 * 1024 * 1024;

    public static void AddTo(RootCommand root)
    {
        var options = new IngestOptions();
        options.AddTo(root);
        root.SetAction((arguments, cancellationToken) => RunAsync(options.Read(arguments), cancellationToken));
    }

    private static async Task<int> RunAsync(IngestRequest request, CancellationToken cancellationToken)
    {
        if (!request.Settings.ContainsKey("shardBytes"))
            request.Settings["shardBytes"] = ShardBytes;

        using var folder = ThrowawayFolder.Create("sample");
        var path = Path.Combine(folder.Path, "sample-labels.jsonl");
        await using (var file = File.Create(path))
        {
            var options = new GenerateOptions { Records = Records, BadLines = BadLines };
            await LabelFileGenerator.WriteAsync(file, options, progress: null, cancellationToken);
        }

        return await new IngestSession(request).RunAsync(path, ImagesShare, cancellationToken);
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Benchmarks.ColdStart;
using Benchmarks.Load;
using Benchmarks.Merge;
using Benchmarks.Parse;
using Benchmarks.Report;
using Benchmarks.Scaling;
using Local.Processes;

namespace Benchmarks;

/// <summary>The command line: which benchmarks, how often, where.</summary>
internal static class BenchmarkCommand
{
    private static readonly Dictionary<string, Benchmark> All = new(StringComparer.Ordinal)
    {
        ["parse"] = ParseBenchmark.RunAsync,
        ["load"] = LoadBenchmark.RunAsync,
        ["merge"] = MergeBenchmark.RunAsync,
        ["scaling"] = ScalingBenchmark.RunAsync,
        ["cold-start"] = ColdStartBenchmark.RunAsync,
    };

    private delegate Task<BenchmarkResult> Benchmark(BenchmarkOptions options, CancellationToken cancellationToken);

    public static RootCommand Create()
    {
        var only = new Option<string[]>("--only")
        {
            Description = $"Which to run, separated by commas: {string.Join(',', All.Keys)}.",
            DefaultValueFactory = _ => [.. All.Keys],
            CustomParser = argument => [.. argument.Tokens.SelectMany(token => token.Value.Split(','))],
            AllowMultipleArgumentsPerToken = true,
        };
        only.Validators.Add(result =>
        {
            foreach (var name in result.GetValue(only)!.Except(All.Keys, StringComparer.Ordinal))
                result.AddError($"There is no benchmark '{name}'; there are {string.Join(", ", All.Keys)}.");
        });
        var rounds = Number("--rounds", "How often each contestant has its turn.", 5);
        var json = new Option<FileInfo>("--json")
        {
            Description = "The file for all figures.",
            DefaultValueFactory = _ => new FileInfo("benchmarks.json"),
        };
        var folder = new Option<DirectoryInfo?>("--folder")
        {
            Description = "Where generated files and the database go, open to the database's user. A throw-away one by default.",
        };
        var parseMegabytes = Number("--parse-size", "Size of the label file that is parsed, in MB.", 250);
        var loadMegabytes = Number("--load-size", "Size of the label file that is loaded, in MB.", 1000);
        var mergeImages = Number("--merge-images", "Rows of the catalog that is merged into.", 1_000_000);
        var mergeRows = Number("--merge-rows", "Rows that are merged; no more than the catalog has.", 300_000);
        var mergeBuffers = new Option<string[]>("--merge-buffers")
        {
            Description = "Whether the server's buffers are larger than the catalog that is merged into, smaller, or both in turn.",
            DefaultValueFactory = _ => ["larger", "smaller"],
            AllowMultipleArgumentsPerToken = true,
        };
        mergeBuffers.AcceptOnlyFromAmong("larger", "smaller");
        var sizes = new Option<int[]>("--sizes")
        {
            Description = "Sizes of the files whose loads are compared, in MB, separated by commas, the smallest first.",
            DefaultValueFactory = _ => [100, 1000, 4000],
            CustomParser = ParseSizes,
            AllowMultipleArgumentsPerToken = true,
        };

        var root = new RootCommand("Measures what the pipeline must be fast at, side by side with what it is held against.")
        {
            only, rounds, json, folder, parseMegabytes, loadMegabytes, mergeImages, mergeRows, mergeBuffers, sizes,
        };
        root.SetAction(async (arguments, cancellationToken) =>
        {
            using var temporary = UseFolder(arguments.GetValue(folder));
            var options = new BenchmarkOptions
            {
                Rounds = arguments.GetValue(rounds),
                Folder = arguments.GetValue(folder)?.FullName ?? temporary.Path,
                Progress = ResultView.Say,
                ParseMegabytes = arguments.GetValue(parseMegabytes),
                LoadMegabytes = arguments.GetValue(loadMegabytes),
                MergeImages = arguments.GetValue(mergeImages),
                MergeRows = Math.Min(arguments.GetValue(mergeRows), arguments.GetValue(mergeImages)),
                MergeBuffers = arguments.GetValue(mergeBuffers)!,
                ScalingMegabytes = arguments.GetValue(sizes)!,
            };
            return await RunAsync(arguments.GetValue(only)!, options, arguments.GetValue(json)!, cancellationToken);
        });
        return root;
    }

    private static Option<int> Number(string name, string description, int value)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) < 1)
                result.AddError($"{name} must be 1 or more.");
        });
        return option;
    }

    private static int[] ParseSizes(ArgumentResult argument)
    {
        var sizes = new List<int>();
        foreach (var text in argument.Tokens.SelectMany(token => token.Value.Split(',')))
        {
            if (int.TryParse(text, CultureInfo.InvariantCulture, out var size) && size > 0)
                sizes.Add(size);
            else
                argument.AddError($"'{text}' is not a size in MB: a whole number, 1 or more.");
        }

        return [.. sizes];
    }

    /// <summary>Whatever we, the servers and the functions write to the temporary folder goes where it was asked to.</summary>
    private static ThrowawayFolder UseFolder(DirectoryInfo? folder)
    {
        if (folder is not null)
        {
            folder.Create();
            Environment.SetEnvironmentVariable("TMPDIR", folder.FullName);
        }

        var temporary = ThrowawayFolder.Create("benchmarks");
        Environment.SetEnvironmentVariable("TMPDIR", temporary.Path);
        return temporary;
    }

    private static async Task<int> RunAsync(
        IReadOnlyList<string> names, BenchmarkOptions options, FileInfo json, CancellationToken cancellationToken)
    {
        var results = new Dictionary<string, BenchmarkResult>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            results[name] = await All[name](options, cancellationToken);
            ResultView.Show(results[name]);
            await ResultFile.WriteAsync(json, results, cancellationToken);
        }

        return 0;
    }
}

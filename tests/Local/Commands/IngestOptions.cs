using System.CommandLine;
using System.Text.Json.Nodes;

namespace Local.Commands;

/// <summary>The settings of an execution as options of the command line. They are handed on as they are; PlanShards checks them.</summary>
internal sealed class IngestOptions
{
    private readonly List<(Option Option, string Key)> settings = [];

    private readonly Option<string> database = DatabaseOption.Create();

    private readonly Option<DirectoryInfo> results = new("--results")
    {
        Description = "Folder that keeps the results bucket: the lines that could not be read, and the report. By default it goes with the run.",
        HelpName = "folder",
    };

    private readonly Option<bool> json = new("--json") { Description = "Print the summary as one JSON object, and nothing else." };

    private readonly Option<bool> verbose = new("--verbose") { Description = "Print what the functions log, to standard error." };

    public IngestOptions()
    {
        Add<string>("--provider", "provider", "Provider written into each tag (rekognition).");
        Add<string>("--table", "table", "Catalog table (image).");
        Add<bool>("--dry-run", "dryRun", "Read and count; write nothing to staging or the catalog.");
        Add<string>("--mode", "mode", "merge: replace the provider's tags of the same name; replace: all of the provider's tags.");
        Add<string>("--name-case", "nameCase", "lower or asIs.");
        Add<string>("--min-accuracy", "minAccuracy", "Labels below it are not staged, 0 to 1 (0).");
        Add<bool>("--exclude-labels", "excludeLabels", "Leave out labels on the exclusion list.");
        Add<string>("--shard-bytes", "shardBytes", "Size of a byte range (67108864).");
        Add<string>("--batch-rows", "batchRows", "Rows of a catalog update (10000).");
        Add<string>("--load-concurrency", "loadConcurrency", "Loading workers side by side (16, and no more than there are processors).");
        Add<string>("--merge-concurrency", "mergeConcurrency", "Merging workers side by side (2).");
        Add<string>("--reject-tolerance", "rejectTolerance", "Share of lines that may be unreadable, 0 to 1 (0.001).");
    }

    public void AddTo(Command command)
    {
        foreach (var (option, _) in settings)
            command.Options.Add(option);

        command.Options.Add(database);
        command.Options.Add(results);
        command.Options.Add(json);
        command.Options.Add(verbose);
    }

    public IngestRequest Read(ParseResult arguments) => new(
        Settings(arguments),
        arguments.GetValue(database),
        arguments.GetValue(results)?.FullName,
        arguments.GetValue(json),
        arguments.GetValue(verbose));

    private JsonObject Settings(ParseResult arguments)
    {
        var input = new JsonObject();
        foreach (var (option, key) in settings)
        {
            if (arguments.GetResult(option) is not { Implicit: false })
                continue;

            input[key] = option is Option<bool> flag ? arguments.GetValue(flag) : Value(arguments.GetValue((Option<string>)option)!);
        }

        return input;
    }

    /// <summary>A number where it reads as one, else text: what fits where is for PlanShards to say.</summary>
    private static JsonNode Value(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.Number ? value : text;
        }
        catch (System.Text.Json.JsonException)
        {
            return text;
        }
    }

    private void Add<T>(string name, string key, string description) =>
        settings.Add((new Option<T>(name) { Description = description }, key));
}

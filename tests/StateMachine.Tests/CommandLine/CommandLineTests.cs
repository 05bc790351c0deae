using System.Text.Json.Nodes;
using IngestTests;
using Local.Processes;

namespace StateMachineTests.CommandLine;

public sealed class CommandLineTests(CloudFixture fixture) : IDisposable
{
    private const string Record = """{"image_uuid": "b840de61-fb9d-4ec5-9572-8d778875869f", "response": {"Labels": [{"Name": "Cat", "Confidence": 99.5}]}}""";

    private readonly ThrowawayFolder folder = ThrowawayFolder.Create("command-line");

    /// <summary>The repository's own sample events: one for each function.</summary>
    public static TheoryData<string, string> Events => new()
    {
        { "StartIngest", "start-ingest.json" },
        { "PlanShards", "plan-shards.json" },
        { "LoadShard", "load-shard.json" },
        { "CheckLoad", "check-load.json" },
        { "MergeTags", "merge-tags.json" },
        { "FinishIngest", "finish-ingest.json" },
        { "UndoIngest", "undo-ingest.json" },
    };

    [Fact]
    public async Task Without_a_verb_a_sample_is_ingested_and_nothing_is_left_running()
    {
        var (exitCode, output, error) = await LocalProgram.RunAsync();

        Assert.True(exitCode == 0, error);
        Assert.Contains("25,000", output, StringComparison.Ordinal);
        Assert.Contains("Changed", output, StringComparison.Ordinal);
        Assert.Contains("invalidUuid", output, StringComparison.Ordinal);
        Assert.Contains("Median of the images' medians", output, StringComparison.Ordinal);
        var report = output.TrimEnd().Split("Report: ")[^1];
        Assert.Contains("What became of the label file?", await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(report)!, recursive: true);
    }

    [Fact]
    public async Task A_file_is_ingested_with_its_summary_as_one_JSON_object()
    {
        var (exitCode, output, error) = await LocalProgram.RunAsync(
            "ingest", Write("labels.jsonl", Record + "\n" + Record), "--json", "--provider", "mine", "--shard-bytes", "50", "--name-case", "asIs", "--mode", "replace",
            "--batch-rows", "1", "--load-concurrency", "2", "--merge-concurrency", "1", "--min-accuracy", "0.5", "--exclude-labels", "--reject-tolerance", "0");

        Assert.True(exitCode == 0, error);
        var summary = JsonNode.Parse(output)!.AsObject();
        foreach (var key in new[] { "runId", "records", "labels", "empty", "rejected", "staged", "matched", "changed", "unmatched", "duplicates", "shards", "bytes", "seconds" })
            Assert.True(summary.ContainsKey(key), $"{key} is missing from {output}");

        Assert.Equal((2, 1, 1), ((int)summary["records"]!, (int)summary["changed"]!, (int)summary["duplicates"]!));
        Assert.Equal(["plan", "load", "check", "merge", "finish", "total"], summary["seconds"]!.AsObject().Select(phase => phase.Key));
    }

    [Fact]
    public async Task A_dry_run_says_so()
    {
        var (exitCode, output, error) = await LocalProgram.RunAsync("ingest", Write("labels.jsonl", Record), "--dry-run");

        Assert.True(exitCode == 0, error);
        Assert.Contains("dry run", output, StringComparison.Ordinal);
        Assert.Contains("The real run", output, StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(output.TrimEnd().Split("Report: ")[^1])!, recursive: true);
    }

    [Fact]
    public async Task A_database_from_outside_keeps_its_catalog_and_lists_its_runs()
    {
        var connection = await fixture.Cloud.Postgres.CreateDatabaseAsync("from_outside", cancellationToken: TestContext.Current.CancellationToken);
        var file = Write("labels.jsonl", Record);

        Assert.Equal(0, (await LocalProgram.RunAsync("ingest", file, "--database", connection)).ExitCode);
        var (exitCode, output, error) = await LocalProgram.RunAsync("ingest", file, "--database", connection, "--json");

        Assert.True(exitCode == 0, error);
        Assert.Equal((1, 0), ((int)JsonNode.Parse(output)!["matched"]!, (int)JsonNode.Parse(output)!["changed"]!));
        var (_, runs, _) = await LocalProgram.RunAsync("runs", "--database", connection);
        Assert.Contains((string)JsonNode.Parse(output)!["runId"]!, runs, StringComparison.Ordinal);
        Assert.Equal(2, runs.Split("finished").Length - 1);
    }

    [Fact]
    public async Task A_run_is_taken_back_by_its_name()
    {
        var connection = await fixture.Cloud.Postgres.CreateDatabaseAsync("to_be_undone", cancellationToken: TestContext.Current.CancellationToken);
        var (_, summary, _) = await LocalProgram.RunAsync("ingest", Write("labels.jsonl", Record), "--database", connection, "--json");
        var runId = (string)JsonNode.Parse(summary)!["runId"]!;

        var (exitCode, output, error) = await LocalProgram.RunAsync("undo", runId, "--database", connection);
        var again = await LocalProgram.RunAsync("undo", runId, "--database", connection, "--json");

        Assert.True(exitCode == 0, error);
        Assert.Contains("1 images were given their former tags", output, StringComparison.Ordinal);
        Assert.Equal((runId, 1, true), ((string)JsonNode.Parse(again.Output)!["runId"]!, (int)JsonNode.Parse(again.Output)!["restored"]!, (bool)JsonNode.Parse(again.Output)!["done"]!));
        var (_, runs, _) = await LocalProgram.RunAsync("runs", "--database", connection);
        Assert.Contains("undone", runs, StringComparison.Ordinal);
        Assert.Contains("restored 1", runs, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("absent", "UnknownRun: The ledger has no run 'absent'")]
    [InlineData("no name", "InvalidSettings: runId is \"no name\"")]
    public async Task A_run_that_cannot_be_taken_back_is_refused_with_the_error(string runId, string message)
    {
        var connection = await fixture.Cloud.Postgres.CreateDatabaseAsync($"undo_{runId.Length}", cancellationToken: TestContext.Current.CancellationToken);

        var (exitCode, output, error) = await LocalProgram.RunAsync("undo", runId, "--database", connection, "--json");

        Assert.Equal(1, exitCode);
        Assert.Contains(message, error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal(message.Split(':')[0], (string?)JsonNode.Parse(output)!["error"]);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1", "The database cannot be used")]
    [InlineData("Hots=127.0.0.1", "--database is not a connection string")]
    public async Task A_database_that_cannot_be_used_is_said_in_a_sentence(string connection, string message)
    {
        var (exitCode, _, error) = await LocalProgram.RunAsync("ingest", Write("labels.jsonl", Record), "--database", connection);

        Assert.Equal(1, exitCode);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--mode", "overwrite", "InvalidSettings: mode is \"overwrite\"; allowed is one of \"merge\", \"replace\".")]
    [InlineData("--shard-bytes", "many", "InvalidSettings: shardBytes is \"many\"")]
    public async Task A_wrong_setting_is_refused_with_its_name(string option, string value, string message)
    {
        var (exitCode, _, error) = await LocalProgram.RunAsync("ingest", Write("labels.jsonl", Record), option, value);

        Assert.Equal(1, exitCode);
        Assert.Contains(message, error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_does_not_exist_is_named()
    {
        var (exitCode, _, error) = await LocalProgram.RunAsync("ingest", Path.Combine(folder.Path, "absent.jsonl"));

        Assert.Equal(1, exitCode);
        Assert.Contains("absent.jsonl", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_seed_writes_the_same_file()
    {
        var first = await GenerateAsync("one.jsonl", seed: 7);

        Assert.Equal(first, await GenerateAsync("two.jsonl", seed: 7));
        Assert.NotEqual(first, await GenerateAsync("three.jsonl", seed: 8));
    }

    [Theory]
    [MemberData(nameof(Events))]
    public async Task Every_function_answers_its_sample_event(string function, string file)
    {
        var (exitCode, output, error) = await LocalProgram.RunAsync("invoke", function, "--event", Path.Combine(AppContext.BaseDirectory, "events", file));

        Assert.True(exitCode == 0, output + error);
        Assert.NotNull(JsonNode.Parse(output));
    }

    [Fact]
    public async Task The_cloud_is_served_until_it_is_interrupted()
    {
        using var program = LocalProgram.Start("serve");
        await program.WaitForLineAsync("State machine");

        Assert.Equal(0, await program.InterruptAsync());
    }

    [Fact]
    public async Task The_published_sample_of_real_answers_is_read_whole()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "../../../../../shared/data/rekognition/real-responses.jsonl");
        Assert.SkipUnless(File.Exists(path), "The recorded answers of the real service are not beside this checkout.");

        var (exitCode, output, error) = await LocalProgram.RunAsync("ingest", path, "--json");

        Assert.True(exitCode == 0, error);
        var summary = JsonNode.Parse(output)!;
        Assert.Equal((4, 64, 0, 4), ((int)summary["records"]!, (int)summary["labels"]!, (int)summary["rejected"]!, (int)summary["changed"]!));
    }

    [Fact]
    public async Task A_file_is_still_there_when_what_should_take_its_place_cannot_be_meant()
    {
        var path = Write("labels.jsonl", "precious");

        var (exitCode, _, error) = await LocalProgram.RunAsync("generate", path, "--records", "-1");

        Assert.Equal(1, exitCode);
        Assert.Contains("must be from 0", error, StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    public void Dispose() => folder.Dispose();

    private async Task<byte[]> GenerateAsync(string name, int seed)
    {
        var path = Path.Combine(folder.Path, name);
        Assert.Equal(0, (await LocalProgram.RunAsync("generate", path, "--records", "200", "--seed", $"{seed}")).ExitCode);
        return await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(folder.Path, name);
        File.WriteAllText(path, content);
        return path;
    }
}

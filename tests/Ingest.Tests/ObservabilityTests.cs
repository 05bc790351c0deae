using System.Text.Json.Nodes;
using Local.Deployment;

namespace IngestTests;

/// <summary>What ops see of a run in the log, and what CloudWatch makes metrics of.</summary>
public sealed class ObservabilityTests(CloudFixture fixture)
{
    private static readonly string[] OfEveryFunction = ["Seconds", "RemainingTime"];

    private static readonly string[] OfLoading = ["Records", "Labels", "Rows", "Rejects", "Bytes"];

    private static readonly string[] Units = ["Count", "Bytes", "Seconds", "Milliseconds"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_line_of_a_JSON_log_tells_its_run_and_its_part_of_it()
    {
        await using var deployment = await DeployAsync("JSON");
        using var printed = new PrintedLines(fixture, deployment);

        var runId = await RunAsync(deployment);

        foreach (var function in IngestPipeline.Functions.Except(["StartIngest", "UndoIngest"]))
        {
            var line = (await printed.JsonOfAsync(function, json => json.ContainsKey("message"), 1, Cancellation))[0];
            Assert.Equal(["timestamp", "level", "requestId", "message", "runId"], line.Select(property => property.Key).Take(5));
            Assert.Equal("Information", (string?)line["level"]);
            Assert.Equal(runId, (string?)line["runId"]);
            Assert.Contains(runId, (string?)line["message"], StringComparison.Ordinal);
            Assert.Equal(function == "LoadShard" ? 0 : null, (long?)line["shard"]);
            Assert.Equal(function == "MergeTags" ? 0 : null, (int?)line["partition"]);
        }

        Assert.All(printed.All.Where(line => !line.StartsWith("REPORT ", StringComparison.Ordinal)), line => Assert.NotNull(JsonNode.Parse(line)));
    }

    [Fact]
    public async Task A_text_log_says_the_same_in_words()
    {
        await using var deployment = await DeployAsync("Text");
        using var printed = new PrintedLines(fixture, deployment);

        var runId = await RunAsync(deployment);

        await printed.LineAsync($"\tinfo\tRun {runId}, shard 0: nothing more to load.", Cancellation);
        await printed.LineAsync($"\tinfo\tRun {runId}, partition 0: nothing more to merge.", Cancellation);
    }

    [Fact]
    public async Task A_failure_is_logged_with_its_name_and_stack()
    {
        await using var deployment = await DeployAsync("JSON");
        using var printed = new PrintedLines(fixture, deployment);

        await deployment.InvokeAsync("FinishIngest", new JsonObject { ["runId"] = "unknown", ["settings"] = new JsonObject() });

        var line = (await printed.JsonOfAsync("FinishIngest", json => json.ContainsKey("errorType"), 1, Cancellation))[0];
        Assert.Equal("Error", (string?)line["level"]);
        Assert.NotEmpty(line["stackTrace"]!.AsArray());
        var metrics = await MetricsAsync(printed, "FinishIngest");
        Assert.EndsWith((string)metrics["error"]!, (string)line["errorType"]!, StringComparison.Ordinal);
        Assert.Equal((string?)line["requestId"], (string?)metrics["requestId"]);
    }

    [Fact]
    public async Task What_a_run_did_is_counted_once_in_embedded_metrics()
    {
        await using var deployment = await DeployAsync("JSON");
        using var printed = new PrintedLines(fixture, deployment);

        var runId = await RunAsync(deployment);

        var load = await MetricsAsync(printed, "LoadShard", [.. OfLoading, .. OfEveryFunction]);
        Assert.Equal((runId, "0"), ((string?)load["runId"], (string?)load["shard"]));
        Assert.Equal((2, 2, 2, 1), ((int)load["Records"]!, (int)load["Labels"]!, (int)load["Rows"]!, (int)load["Rejects"]!));
        Assert.Equal(await deployment.ScalarAsync<long>("SELECT source_size FROM label_ingest.run"), (long)load["Bytes"]!);

        await MetricsAsync(printed, "PlanShards", ["Shards", .. OfEveryFunction]);
        await MetricsAsync(printed, "CheckLoad", [.. OfLoading, .. OfEveryFunction]);
        Assert.Equal(2, (int)(await MetricsAsync(printed, "MergeTags", ["Changed", .. OfEveryFunction]))["Changed"]!);
        string[] ofRun = ["Changed", "PlanSeconds", "LoadSeconds", "CheckSeconds", "MergeSeconds", "FinishSeconds", "TotalSeconds"];
        Assert.Equal(2, (int)(await MetricsAsync(printed, "FinishIngest", [.. OfLoading, .. ofRun, .. OfEveryFunction]))["Changed"]!);
    }

    [Fact]
    public async Task Work_that_was_done_before_is_not_counted_again()
    {
        await using var deployment = await DeployAsync("JSON");
        using var printed = new PrintedLines(fixture, deployment);
        var plan = (JsonObject)await deployment.CallAsync("PlanShards", Request(deployment, deployment.NewRunId()));
        var shard = new JsonObject { ["runId"] = plan["runId"]!.DeepClone(), ["settings"] = plan["settings"]!.DeepClone(), ["shard"] = 0 };

        await deployment.CallAsync("LoadShard", shard);
        await deployment.CallAsync("LoadShard", shard);

        var lines = await printed.JsonOfAsync("LoadShard", json => json.ContainsKey("_aws"), 2, Cancellation);
        Assert.Equal([2, null], lines.Select(line => (int?)line["Records"]));
    }

    private static async Task<string> RunAsync(TestDeployment deployment)
    {
        var runId = deployment.NewRunId();
        var request = Request(deployment, runId);
        await deployment.AddImagesAsync("file.jsonl");
        var outcome = await deployment.RunAsync(runId, (string)request["input"]!["source"]!, new JsonObject { ["rejectTolerance"] = 1, ["mergeConcurrency"] = 1 });
        Assert.True(outcome.Succeeded, $"{outcome.Error}: {outcome.Message}");
        return runId;
    }

    /// <summary>Two records and a line that cannot be read.</summary>
    private static JsonObject Request(TestDeployment deployment, string runId)
    {
        var source = deployment.Put("file.jsonl", Line('a') + "broken\n" + Line('b'));
        return new() { ["runId"] = runId, ["input"] = new JsonObject { ["source"] = source, ["rejectTolerance"] = 1 } };
    }

    private static string Line(char digit) =>
        $$$"""{"image_uuid": "b840de61-fb9d-4ec5-9572-8d778875869{{{digit}}}", "response": {"Labels": [{"Name": "Cat", "Confidence": 99.5}]}}""" + "\n";

    /// <summary>The only line of metrics of a function, checked against the format's specification.</summary>
    private static async Task<JsonObject> MetricsAsync(PrintedLines printed, string function, params string[] names)
    {
        var metrics = Assert.Single(await printed.JsonOfAsync(function, json => json.ContainsKey("_aws"), 1, Cancellation));
        var age = DateTimeOffset.UtcNow - DateTimeOffset.FromUnixTimeMilliseconds((long)metrics["_aws"]!["Timestamp"]!);
        Assert.InRange(age, TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(10));

        var directive = Assert.Single(metrics["_aws"]!["CloudWatchMetrics"]!.AsArray())!;
        Assert.Equal("LabelIngest", (string?)directive["Namespace"]);
        Assert.Equal("""[["Function"]]""", directive["Dimensions"]!.ToJsonString());
        Assert.StartsWith(function + "-", (string?)metrics["Function"], StringComparison.Ordinal);

        var declared = directive["Metrics"]!.AsArray();
        Assert.All(declared, metric => Assert.Contains((string)metric!["Unit"]!, Units));
        Assert.All(declared, metric => Assert.True((double)metrics[(string)metric!["Name"]!]! >= 0));
        if (names.Length > 0)
            Assert.Equal(names, declared.Select(metric => (string)metric!["Name"]!));

        return metrics;
    }

    private Task<TestDeployment> DeployAsync(string format) => fixture.DeployAsync(options => options with
    {
        Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["AWS_LAMBDA_LOG_FORMAT"] = format },
    });
}

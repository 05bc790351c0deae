using System.Text.Json.Nodes;

namespace StateMachineTests;

/// <summary>What the definitions promise of each of their tasks.</summary>
public sealed class DefinitionTests
{
    /// <summary>Failures that may pass: throttles, Lambda's own, and those of ours that say so. Anything else must end the run.</summary>
    private static readonly string[] Transient =
    [
        "DatabaseUnavailable",
        "Lambda.AWSLambdaException",
        "Lambda.ClientExecutionTimeoutException",
        "Lambda.SdkClientException",
        "Lambda.ServiceException",
        "Lambda.TooManyRequestsException",
        "Lambda.Unknown",
        "OutOfTime",
        "Runtime.ExitError",
        "Sandbox.Timedout",
        "States.Timeout",
        "StorageUnavailable",
    ];

    private static readonly JsonObject Ingest = Read("ingest-labels.asl.json");

    private static readonly JsonObject Undo = Read("undo-ingest.asl.json");

    private static readonly JsonObject Refresh = Read("refresh-surfaced.asl.json");

    private static readonly JsonObject Inventory = Read("inventory-tags.asl.json");

    public static TheoryData<string> Tasks =>
        [.. All.Where(IsFunction).Select(state => state.Key)];

    private static IEnumerable<KeyValuePair<string, JsonObject>> All => new[] { Ingest, Undo, Refresh, Inventory }.SelectMany(States);

    [Fact]
    public void Every_function_is_called_once() =>
        Assert.Equal(
            ["${CheckLoad}", "${FinishIngest}", "${InventoryTags}", "${LoadShard}", "${MergeTags}", "${PlanShards}", "${RefreshSurfaced}", "${UndoIngest}"],
            Tasks.Select(task => (string)State(task.Data)["Parameters"]!["FunctionName"]!).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Every_task_has_a_time_out_and_a_comment_for_those_who_watch(string task)
    {
        Assert.InRange((int)State(task)["TimeoutSeconds"]!, 1, 930);
        Assert.NotEmpty((string)State(task)["Comment"]!);
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Every_task_retries_with_jitter_what_may_pass_and_nothing_else(string task)
    {
        var retry = Assert.Single(State(task)["Retry"]!.AsArray(), entry => (string?)entry!["ErrorEquals"]![0] != "UndoInProgress")!;

        Assert.Equal(Transient, retry["ErrorEquals"]!.AsArray().Select(error => (string)error!).Order(StringComparer.Ordinal));
        Assert.Equal("FULL", (string?)retry["JitterStrategy"]);
        Assert.InRange((double)retry["BackoffRate"]!, 1.5, 4);
        Assert.InRange((int)retry["MaxDelaySeconds"]!, 1, 300);
        Assert.InRange((int)retry["MaxAttempts"]!, 3, 10);
    }

    [Fact]
    public void Merging_waits_a_day_for_an_undo_of_its_provider_to_end()
    {
        var retry = State("MergePartition")["Retry"]![0]!;

        Assert.Equal("UndoInProgress", (string?)Assert.Single(retry["ErrorEquals"]!.AsArray()));
        Assert.Equal(TimeSpan.FromDays(1), TimeSpan.FromSeconds((int)retry["IntervalSeconds"]!) * (int)retry["MaxAttempts"]!);
        Assert.Equal(1, (int)retry["BackoffRate"]!);
    }

    [Fact]
    public void How_many_work_side_by_side_is_taken_from_the_settings() =>
        Assert.Equal(
            [("LoadShards", "$.settings.loadConcurrency"), ("MergeTags", "$.settings.mergeConcurrency")],
            States(Ingest)
                .Where(state => (string?)state.Value["Type"] == "Map")
                .Select(state => (state.Key, (string?)state.Value["MaxConcurrencyPath"]))
                .Order());

    private static bool IsFunction(KeyValuePair<string, JsonObject> state) =>
        (string?)state.Value["Resource"] == "arn:aws:states:::lambda:invoke";

    private static JsonObject State(string name) => All.Single(state => state.Key == name).Value;

    private static JsonObject Read(string file) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "statemachine", file)))!.AsObject();

    private static IEnumerable<KeyValuePair<string, JsonObject>> States(JsonObject machine)
    {
        foreach (var (name, node) in machine["States"]!.AsObject())
        {
            var state = node!.AsObject();
            yield return new KeyValuePair<string, JsonObject>(name, state);
            if (state["ItemProcessor"] is not JsonObject inner)
                continue;

            foreach (var nested in States(inner))
                yield return nested;
        }
    }
}

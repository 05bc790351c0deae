using System.Text;
using System.Text.Json.Nodes;
using Local.Deployment;

namespace Local.Commands;

/// <summary>
/// Runs the steps that come before a function, so that an event for it finds its run: each of them gets the same event, and takes from
/// it what it needs.
/// </summary>
internal sealed class EventRehearsal(LocalCloud cloud, IngestPipeline pipeline)
{
    private static readonly string[] Steps = ["PlanShards", "LoadShard", "CheckLoad", "MergeTags", "FinishIngest"];

    /// <returns>Null, or what went wrong.</returns>
    public async Task<string?> RunUpToAsync(string function, JsonObject request, CancellationToken cancellationToken)
    {
        // What starts a run has nothing before it.
        if (function == "StartIngest")
            return null;

        request = function == "UndoIngest" ? RunOf(request) : (JsonObject)request.DeepClone();
        foreach (var step in Steps.TakeWhile(step => step != function))
        {
            var payload = (step == "PlanShards" ? PlanRequest(request) : request).ToJsonString();
            var result = await cloud.Lambda.InvokeAsync(pipeline.NameOf(step), Encoding.UTF8.GetBytes(payload), cancellationToken);
            if (result.IsError)
                return $"{step}, which comes before {function}, failed: {Encoding.UTF8.GetString(result.Payload.Span)}";

            // From here on all settings are resolved, as the state machine hands them on.
            if (step == "PlanShards")
                request["settings"] = JsonNode.Parse(result.Payload.Span)?["settings"]?.DeepClone();
        }

        return null;
    }

    /// <summary>An undo's event names a run and nothing else: this is an event of that run, over the sample, with one worker.</summary>
    private static JsonObject RunOf(JsonObject undo) => new()
    {
        ["runId"] = undo["runId"]?.DeepClone(),
        ["source"] = new JsonObject { ["bucket"] = SampleCloud.Bucket, ["key"] = SampleCloud.Key },
        ["settings"] = new JsonObject { ["mergeConcurrency"] = 1 },
        ["shard"] = 0,
        ["partition"] = 0,
    };

    /// <summary>What the execution's input must have been for the event to come of it.</summary>
    private static JsonObject PlanRequest(JsonObject request)
    {
        var input = request["settings"] is JsonObject settings ? (JsonObject)settings.DeepClone() : [];
        input["source"] = $"s3://{request["source"]?["bucket"]}/{request["source"]?["key"]}";
        return new JsonObject { ["runId"] = request["runId"]?.DeepClone(), ["input"] = input };
    }
}

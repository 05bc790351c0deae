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
    private static readonly string[] Steps = ["PlanShards", "LoadShard", "CheckLoad", "MergeTags"];

    /// <returns>Null, or what went wrong.</returns>
    public async Task<string?> RunUpToAsync(string function, JsonObject request, CancellationToken cancellationToken)
    {
        // What starts a run has nothing before it.
        if (function == "StartIngest")
            return null;

        foreach (var step in Steps.TakeWhile(step => step != function))
        {
            var payload = (step == "PlanShards" ? PlanRequest(request) : request).ToJsonString();
            var result = await cloud.Lambda.InvokeAsync(pipeline.NameOf(step), Encoding.UTF8.GetBytes(payload), cancellationToken);
            if (result.IsError)
                return $"{step}, which comes before {function}, failed: {Encoding.UTF8.GetString(result.Payload.Span)}";
        }

        return null;
    }

    /// <summary>What the execution's input must have been for the event to come of it.</summary>
    private static JsonObject PlanRequest(JsonObject request)
    {
        var input = request["settings"] is JsonObject settings ? (JsonObject)settings.DeepClone() : [];
        input["source"] = $"s3://{request["source"]?["bucket"]}/{request["source"]?["key"]}";
        return new JsonObject { ["runId"] = request["runId"]?.DeepClone(), ["input"] = input };
    }
}

using System.Text.Json.Nodes;

namespace Local.Preview;

/// <summary>What a worker has submitted.</summary>
/// <param name="Task">Number of the task, from 1.</param>
/// <param name="Content">The form's named inputs as a JSON object, in text.</param>
public sealed record WorkerAnswer(int Task, string Content)
{
    /// <summary>The entry for it in the payload that PostAnnotation reads: the content is text within JSON, as Ground Truth has it.</summary>
    public JsonObject ToAnnotation() => new()
    {
        ["workerId"] = "local-worker",
        ["annotationData"] = new JsonObject { ["content"] = Content },
    };
}

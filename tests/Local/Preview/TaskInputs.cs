using System.Text.Json;
using System.Text.Json.Nodes;

namespace Local.Preview;

/// <summary>What tasks are shown with: a sample, or a file of what PreAnnotation answers.</summary>
public static class TaskInputs
{
    /// <summary>Three products, one of them hostile and one without image and description, and a taxonomy for them.</summary>
    public static IReadOnlyList<JsonObject> Sample()
    {
        var taxonomy = JsonNode.Parse(EmbeddedText.Read("sample-taxonomy.json"))!;
        var inputs = Objects(JsonNode.Parse(EmbeddedText.Read("sample-products.json")));
        foreach (var input in inputs)
            input["category_tree"] = taxonomy.DeepClone();

        return inputs;
    }

    /// <param name="json">A task's input, or what PreAnnotation answers with such an input as its <c>taskInput</c>, or an array of either.</param>
    /// <exception cref="FormatException">It is something else.</exception>
    public static IReadOnlyList<JsonObject> Parse(string json)
    {
        try
        {
            return Objects(JsonNode.Parse(json));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"not JSON: {error.Message.TrimEnd('.')}", error);
        }
    }

    private static List<JsonObject> Objects(JsonNode? json)
    {
        var inputs = (json is JsonArray array ? array.ToList() : [json])
            .Select(item => (item as JsonObject)?["taskInput"] ?? item)
            .Select(item => item as JsonObject ?? throw new FormatException("neither a task's input (a JSON object) nor an array of such"))
            .ToList();
        return inputs.Count > 0 ? inputs : throw new FormatException("an array without any task's input");
    }
}

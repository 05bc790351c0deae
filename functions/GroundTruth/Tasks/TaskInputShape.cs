using System.Text.Json;
using Hosting.Settings;

namespace GroundTruth.Tasks;

/// <summary>Which keys of a manifest's line a worker's page is given, under which names.</summary>
internal sealed class TaskInputShape
{
    /// <summary>The key under which the page finds the taxonomy.</summary>
    public const string CategoryTree = "category_tree";

    private readonly List<(string Name, List<string> ManifestKeys)> inputs;

    private TaskInputShape(List<(string Name, List<string> ManifestKeys)> inputs) => this.inputs = inputs;

    /// <summary>What the template in WorkerPage asks for.</summary>
    public static string Default => """{"title": ["title"], "description": ["description"], "image": ["source-ref", "source"]}""";

    public IEnumerable<string> Names => inputs.Select(input => input.Name);

    /// <param name="json">The names of inputs, each with the manifest keys that it is taken from: the first that a line has.</param>
    /// <exception cref="InvalidSettings">It is anything else.</exception>
    public static TaskInputShape Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return new TaskInputShape([.. document.RootElement.EnumerateObject().Select(Read)]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidSettings($"TASK_INPUT is {json}; allowed is a JSON object of names, each with a list of manifest keys, such as {Default}.");
        }
    }

    /// <summary>The inputs of one object. What its line lacks is null, which a page shows as nothing.</summary>
    public Dictionary<string, JsonElement> Of(JsonElement dataObject)
    {
        var taskInput = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, manifestKeys) in inputs)
            taskInput[name] = Find(dataObject, manifestKeys);

        return taskInput;
    }

    private static JsonElement Find(JsonElement dataObject, List<string> manifestKeys)
    {
        foreach (var key in manifestKeys)
        {
            if (dataObject.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null)
                return value;
        }

        return JsonElement.Parse("null");
    }

    private static (string Name, List<string> ManifestKeys) Read(JsonProperty input)
    {
        if (input.NameEquals(CategoryTree) || input.Value.GetArrayLength() == 0)
            throw new InvalidOperationException();

        return (input.Name, [.. input.Value.EnumerateArray().Select(key => key.GetString() ?? throw new InvalidOperationException())]);
    }
}

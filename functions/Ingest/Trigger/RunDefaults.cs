using System.Text.Json;
using System.Text.Json.Nodes;
using Hosting.Settings;
using Hosting.Storage;
using Ingest.Settings;

namespace Ingest.Trigger;

/// <summary>What a run that a file starts is asked for beside its source: keys of the execution input.</summary>
internal sealed class RunDefaults
{
    private readonly JsonObject settings;

    private RunDefaults(JsonObject settings) => this.settings = settings;

    /// <param name="json">A JSON object.</param>
    /// <exception cref="InvalidSettings">A key is unknown, or its value is of the wrong type or out of range.</exception>
    public static RunDefaults Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            ExecutionInput.CheckDefaults(document.RootElement);
            return new RunDefaults(JsonObject.Create(document.RootElement.Clone())!);
        }
        catch (Exception e) when (e is JsonException or InvalidSettings)
        {
            throw new InvalidSettings($"INGEST_DEFAULTS: {e.Message}");
        }
    }

    /// <returns>The input of an execution, as JSON; the same source has the same input.</returns>
    public string InputFor(ObjectLocation source)
    {
        var input = (JsonObject)settings.DeepClone();
        input.Insert(0, "source", source.ToString());
        return input.ToJsonString();
    }
}

using System.Text.Json;
using Hosting.Settings;

namespace Ingest.Settings;

/// <summary>What somebody asked for when they started an undo, checked key by key.</summary>
internal static class UndoInput
{
    /// <param name="input">The input of the execution, as it came.</param>
    /// <returns>The run to be taken back.</returns>
    /// <exception cref="InvalidSettings">A key is unknown or missing, or its value is no name of a run.</exception>
    public static string Read(JsonElement input)
    {
        if (input.ValueKind != JsonValueKind.Object)
            throw new InvalidSettings("The execution input must be a JSON object with this key: runId.");

        try
        {
            return ReadKeys(input) ?? throw new InvalidSettings("runId is missing: it names the run to be taken back, as \"runs\" lists them.");
        }
        catch (InvalidOperationException)
        {
            // What the JSON reader says to a key or a text with half a surrogate pair.
            throw new InvalidSettings("The execution input holds text that is not Unicode.");
        }
    }

    private static string? ReadKeys(JsonElement input)
    {
        string? runId = null;
        foreach (var property in input.EnumerateObject())
        {
            runId = property.NameEquals("runId")
                ? new SettingValue(property.Name, property.Value).Name()
                : throw new InvalidSettings($"There is no setting '{property.Name}'. Allowed is: runId.");
        }

        return runId;
    }
}

using System.Text.Json;
using Hosting.Settings;

namespace GroundTruth.Tasks;

/// <summary>Which objects no worker is to be asked about.</summary>
/// <param name="labelAttribute">An object whose line has this key was labelled before; null where that does not matter.</param>
/// <param name="required">Inputs without which a worker could not answer.</param>
internal sealed class SkipRule(string? labelAttribute, IReadOnlyList<string> required)
{
    /// <exception cref="InvalidSettings">A required input is none that a task has.</exception>
    public static SkipRule Parse(string? labelAttribute, string? required, TaskInputShape shape)
    {
        var names = (required ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names.Except(shape.Names, StringComparer.Ordinal).FirstOrDefault() is { } unknown
            ? throw new InvalidSettings($"REQUIRED_INPUTS names '{unknown}'; allowed are {string.Join(", ", shape.Names)}.")
            : new SkipRule(labelAttribute, names);
    }

    /// <returns>Why no worker is asked, or null where one is.</returns>
    public string? ReasonToSkip(JsonElement dataObject, Dictionary<string, JsonElement> taskInput)
    {
        if (labelAttribute is not null && dataObject.TryGetProperty(labelAttribute, out _))
            return $"it has a {labelAttribute} already";

        return required.FirstOrDefault(name => IsEmpty(taskInput[name])) is { } missing ? $"it has no {missing}" : null;
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.String => string.IsNullOrWhiteSpace(value.GetString()),
        _ => false,
    };
}

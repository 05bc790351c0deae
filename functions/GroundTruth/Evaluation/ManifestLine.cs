using System.Text.Json;
using GroundTruth.Annotations;

namespace GroundTruth.Evaluation;

/// <summary>What a line of an output manifest says of its object.</summary>
/// <param name="key">The key that tells objects apart, such as <c>source-ref</c>.</param>
/// <param name="labelAttribute">The key under which the labelling job wrote.</param>
internal sealed class ManifestLine(string key, string labelAttribute)
{
    /// <exception cref="FormatException">There is none, or it is no text.</exception>
    public string KeyOf(JsonElement line) =>
        line.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : throw new FormatException($"There is no text under '{key}'.");

    /// <exception cref="FormatException">The line lacks the attribute, or it is not what PostAnnotation writes.</exception>
    public LabelledItem ItemOf(JsonElement line)
    {
        if (IsFailure(line))
            return new LabelledItem(Label.None, Votes: 0, Asked: 0, Failed: true);

        var label = ResultOf(line);
        if (!line.GetProperty(labelAttribute).TryGetProperty("workers", out var workers) || workers.ValueKind != JsonValueKind.Array)
            throw new FormatException($"'{labelAttribute}' has no list 'workers'.");

        var votes = workers.EnumerateArray().Count(worker => AnswerOf(worker) is { IsNone: false } answer && answer == label);
        return new LabelledItem(label, votes, workers.GetArrayLength());
    }

    /// <exception cref="FormatException">As for the item.</exception>
    public Label ResultOf(JsonElement line)
    {
        if (!line.TryGetProperty(labelAttribute, out var attribute))
            throw new FormatException($"There is no '{labelAttribute}'.");

        if (attribute.ValueKind != JsonValueKind.Object || !attribute.TryGetProperty("result", out var result))
            throw new FormatException($"'{labelAttribute}' has no 'result'.");

        if (result.ValueKind == JsonValueKind.Object)
            result = OnlyValueOf(result);

        return Label.TryRead(result, out var label) ? label : throw NoLabel("result", result);
    }

    /// <summary>Whether Ground Truth gave the object up: then there is no label, and a reason in the metadata.</summary>
    private bool IsFailure(JsonElement line) =>
        !line.TryGetProperty(labelAttribute, out _)
        && line.TryGetProperty($"{labelAttribute}-metadata", out var metadata)
        && metadata.ValueKind == JsonValueKind.Object
        && metadata.TryGetProperty("failure-reason", out _);

    private static JsonElement OnlyValueOf(JsonElement result) =>
        result.EnumerateObject().Select(property => property.Value).ToList() is [var only]
            ? only
            : throw new FormatException($"'result' has {result.GetPropertyCount()} values; one is expected.");

    /// <summary>An entry without a label is a worker who did not answer.</summary>
    private static Label AnswerOf(JsonElement worker)
    {
        if (worker.ValueKind != JsonValueKind.Object)
            throw new FormatException("An entry of 'workers' is not an object.");

        if (!worker.TryGetProperty("label", out var answer))
            return Label.None;

        return Label.TryRead(answer, out var label) ? label : throw NoLabel("workers", answer);
    }

    private static FormatException NoLabel(string where, JsonElement value) =>
        new($"A label in '{where}' is of type {value.ValueKind}; allowed are a text, a list of texts and null.");
}

using System.Text.Json;

namespace GroundTruth.LabelFile;

/// <summary>What a job's output manifest says of an object: the labels, and how sure they are.</summary>
/// <param name="Labels">As they were consolidated; none where nobody answered.</param>
/// <param name="Confidence">A JSON number as it is written, or null where there is none.</param>
internal sealed record ConsolidatedLabel(IReadOnlyList<string> Labels, string? Confidence)
{
    /// <param name="line">The object's line.</param>
    /// <param name="attribute">The key under which the job has written its label.</param>
    /// <param name="label">What it says, where null is returned.</param>
    /// <returns>Null, or why there is no label.</returns>
    public static LeftOutReason? Read(JsonElement line, string attribute, out ConsolidatedLabel? label)
    {
        label = null;
        if (line.ValueKind != JsonValueKind.Object)
            return LeftOutReason.UnreadableLine;

        // Ground Truth tells of its own failures beside the label, and PostAnnotation within it of answers that it could not read.
        if (HasFailed(line, $"{attribute}-metadata") || HasFailed(line, attribute))
            return LeftOutReason.FailedObject;

        if (!line.TryGetProperty(attribute, out var consolidated))
            return LeftOutReason.NoLabel;

        if (ResultOf(consolidated) is not { } result || LabelsOf(result) is not { } labels)
            return LeftOutReason.UnreadableLine;

        var hasConfidence = consolidated.TryGetProperty("confidence", out var confidence) && confidence.ValueKind == JsonValueKind.Number;
        label = new ConsolidatedLabel(labels, hasConfidence ? confidence.GetRawText() : null);
        return labels.Count == 0 ? LeftOutReason.NoLabel : null;
    }

    private static bool HasFailed(JsonElement line, string key) =>
        line.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Object && value.TryGetProperty("failure-reason", out _);

    /// <summary>The result has one key, which is named after the field of the worker's page.</summary>
    private static JsonElement? ResultOf(JsonElement consolidated)
    {
        if (consolidated.ValueKind != JsonValueKind.Object
            || !consolidated.TryGetProperty("result", out var result)
            || result.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var fields = result.EnumerateObject().Take(2).ToList();
        return fields is [var only] ? only.Value : null;
    }

    private static IReadOnlyList<string>? LabelsOf(JsonElement result) => result.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.String => [result.GetString()!],
        JsonValueKind.Array when result.EnumerateArray().All(label => label.ValueKind == JsonValueKind.String) =>
            [.. result.EnumerateArray().Select(label => label.GetString()!)],
        _ => null,
    };
}

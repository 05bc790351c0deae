using System.Text.Json;

namespace GroundTruth.Annotations;

/// <summary>The label attribute of an object, read back from a line of a job's output manifest.</summary>
/// <param name="Label">The consolidated label; none where nobody answered, or the job failed.</param>
/// <param name="HasFailed">The job failed for this object.</param>
/// <param name="Content">All that the attribute holds, as long as the line is held; undefined if the job failed and wrote none.</param>
internal readonly record struct LabelAttribute(Label Label, bool HasFailed, JsonElement Content)
{
    /// <param name="line">The object's line.</param>
    /// <param name="name">The key under which the job wrote its labels.</param>
    /// <returns>Null where the line has no such attribute.</returns>
    /// <exception cref="FormatException">It is not what PostAnnotation writes; the message is the flaw.</exception>
    public static LabelAttribute? Read(JsonElement line, string name)
    {
        // Ground Truth tells of its own failures beside the label, and PostAnnotation within it of answers that it could not read.
        var isThere = line.TryGetProperty(name, out var content);
        if (TellsFailure(content) || (line.TryGetProperty($"{name}-metadata", out var metadata) && TellsFailure(metadata)))
            return new LabelAttribute(Label.None, HasFailed: true, content);

        return isThere ? new LabelAttribute(LabelOf(content, name), HasFailed: false, content) : null;
    }

    private static bool TellsFailure(JsonElement value) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty("failure-reason", out _);

    /// <summary>The result has one key, named after the field of the worker's page; others than PostAnnotation write the label itself.</summary>
    private static Label LabelOf(JsonElement content, string name)
    {
        if (content.ValueKind != JsonValueKind.Object || !content.TryGetProperty("result", out var result))
            throw new FormatException($"'{name}' has no 'result'");

        if (result.ValueKind == JsonValueKind.Object)
            result = OnlyValueOf(result);

        return Label.Read(result, "result");
    }

    private static JsonElement OnlyValueOf(JsonElement result) =>
        result.EnumerateObject().Select(property => property.Value).Take(2).ToList() is [var only]
            ? only
            : throw new FormatException($"'result' has {result.GetPropertyCount()} values; one is expected");
}

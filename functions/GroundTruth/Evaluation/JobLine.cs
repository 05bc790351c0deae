using System.Text.Json;
using GroundTruth.Annotations;

namespace GroundTruth.Evaluation;

/// <summary>What an evaluation needs of a line of an output manifest.</summary>
/// <param name="key">The key that tells objects apart, such as <c>source-ref</c>.</param>
/// <param name="labelAttribute">The key under which the labelling job wrote.</param>
internal sealed class JobLine(string key, string labelAttribute)
{
    /// <exception cref="FormatException">There is none, or it is no text.</exception>
    public string KeyOf(JsonElement line) =>
        line.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : throw new FormatException($"there is no text under '{key}'");

    /// <exception cref="FormatException">The line lacks the attribute, or it is not what PostAnnotation writes.</exception>
    public LabelledItem ItemOf(JsonElement line)
    {
        var attribute = AttributeOf(line);
        if (attribute.HasFailed)
            return new LabelledItem(Label.None, Votes: 0, Asked: 0, Failed: true);

        if (!attribute.Content.TryGetProperty("workers", out var workers) || workers.ValueKind != JsonValueKind.Array)
            throw new FormatException($"'{labelAttribute}' has no list 'workers'");

        var votes = workers.EnumerateArray().Count(worker => AnswerOf(worker) is { IsNone: false } answer && answer == attribute.Label);
        return new LabelledItem(attribute.Label, votes, workers.GetArrayLength());
    }

    /// <exception cref="FormatException">As for the item.</exception>
    public Label LabelOf(JsonElement line) => AttributeOf(line).Label;

    private LabelAttribute AttributeOf(JsonElement line) =>
        LabelAttribute.Read(line, labelAttribute) ?? throw new FormatException($"there is no '{labelAttribute}'");

    /// <summary>An entry without a label is a worker who did not answer.</summary>
    private static Label AnswerOf(JsonElement worker) =>
        worker.ValueKind != JsonValueKind.Object ? throw new FormatException("an entry of 'workers' is not an object")
        : worker.TryGetProperty("label", out var answer) ? Label.Read(answer, "workers")
        : Label.None;
}

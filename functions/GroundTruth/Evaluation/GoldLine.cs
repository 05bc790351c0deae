using System.Text.Json;
using GroundTruth.Annotations;

namespace GroundTruth.Evaluation;

/// <summary>The label in a line of a gold standard.</summary>
internal static class GoldLine
{
    /// <param name="line">The line's object.</param>
    /// <param name="form">Where a labelling job writes its label, which counts if there is no <c>label</c>.</param>
    /// <exception cref="FormatException">There is none.</exception>
    public static Label LabelOf(JsonElement line, JobLine form)
    {
        if (!line.TryGetProperty("label", out var json))
            return Given(form.LabelOf(line));

        return Label.TryRead(json, out var label)
            ? Given(label)
            : throw new FormatException($"'label' is of type {json.ValueKind}; allowed are a text and a list of texts");
    }

    /// <summary>A set of labels is a field with a JSON array in it, which CSV writes as <c>"[""31"", ""32""]"</c>.</summary>
    /// <exception cref="FormatException">The field is empty.</exception>
    public static Label LabelOf(string field)
    {
        if (field is not ['[', .., ']'])
            return Given(Label.Of(field));

        try
        {
            using var list = JsonDocument.Parse(field);
            return Label.TryRead(list.RootElement, out var label) ? Given(label) : Label.Of(field);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Label.Of(field);
        }
    }

    private static Label Given(Label label) => label.IsNone ? throw new FormatException("the label is missing") : label;
}

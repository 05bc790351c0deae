using System.Text.Json;

namespace GroundTruth.Evaluation;

/// <summary>The label in a line of a gold standard.</summary>
internal static class GoldLine
{
    /// <param name="line">The line's object.</param>
    /// <param name="form">Where a labelling job writes its label, which counts if there is no <c>label</c>.</param>
    /// <exception cref="FormatException">There is none.</exception>
    public static Label LabelOf(JsonElement line, ManifestLine form)
    {
        if (!line.TryGetProperty("label", out var json))
            return form.ResultOf(line) ?? throw Missing();

        return Label.TryRead(json, out var label)
            ? label ?? throw Missing()
            : throw new FormatException($"'label' is of type {json.ValueKind}; allowed are a text and a list of texts.");
    }

    /// <summary>A set of labels is a field with a JSON array in it, which CSV writes as <c>"[""31"", ""32""]"</c>.</summary>
    /// <exception cref="FormatException">The field is empty.</exception>
    public static Label LabelOf(string field)
    {
        if (field.Length == 0)
            throw Missing();

        if (field is not ['[', .., ']'])
            return new Label(field);

        try
        {
            using var list = JsonDocument.Parse(field);
            return Label.TryRead(list.RootElement, out var label) ? label! : new Label(field);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new Label(field);
        }
    }

    private static FormatException Missing() => new("The label is missing.");
}

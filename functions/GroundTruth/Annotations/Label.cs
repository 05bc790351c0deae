using System.Text.Json;
using System.Text.Json.Serialization;

namespace GroundTruth.Annotations;

/// <summary>
/// A worker's answer: no choice, one, or a set of choices whose order means nothing. Two answers with the same <see cref="Text"/> are the
/// same, unless only one of them is a set. In JSON it is null, a text, or a list of texts.
/// </summary>
[JsonConverter(typeof(LabelConverter))]
public readonly record struct Label
{
    private Label(string? text, bool isSet) => (Text, IsSet) = (text, isSet);

    public static Label None { get; }

    /// <summary>What was answered; a set as a JSON list in the order of its characters' codes. Null if nothing was.</summary>
    public string? Text { get; }

    /// <summary>There is more than one choice.</summary>
    public bool IsSet { get; }

    /// <summary>Nothing was answered.</summary>
    public bool IsNone => Text is null;

    /// <summary>What was chosen, in the order of its characters' codes.</summary>
    public IReadOnlyList<string> Choices =>
        Text is null ? [] : IsSet ? JsonSerializer.Deserialize(Text, LabelJsonContext.Default.StringArray)! : [Text];

    /// <returns>Whether the JSON is null, a text, or a list of texts.</returns>
    public static bool TryRead(JsonElement json, out Label label)
    {
        (var isLabel, label) = json.ValueKind switch
        {
            JsonValueKind.Null => (true, None),
            JsonValueKind.String => (true, Of(json.GetString())),
            JsonValueKind.Array when json.EnumerateArray().All(choice => choice.ValueKind == JsonValueKind.String) =>
                (true, Of(json.EnumerateArray().Select(choice => choice.GetString()!))),
            _ => (false, None),
        };
        return isLabel;
    }

    /// <param name="json">A label.</param>
    /// <param name="where">Where it stands, for the message.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static Label Read(JsonElement json, string where) => TryRead(json, out var label)
        ? label
        : throw new FormatException($"a label in '{where}' is of type {json.ValueKind}; allowed are a text, a list of texts and null");

    /// <param name="choice">White space at its ends is nobody's answer, and would make another name of it for whoever compares it later.</param>
    public static Label Of(string? choice) => string.IsNullOrWhiteSpace(choice) ? None : new Label(choice.Trim(), isSet: false);

    public static Label Of(IEnumerable<string> choices)
    {
        var distinct = choices.Select(choice => choice.Trim()).Where(choice => choice.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToArray();
        return distinct switch
        {
            [] => None,
            [var only] => Of(only),
            _ => new Label(JsonSerializer.Serialize(distinct, LabelJsonContext.Default.StringArray), isSet: true),
        };
    }

    public override string ToString() => Text ?? "";
}

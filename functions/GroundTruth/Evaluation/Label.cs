using System.Text.Json;
using System.Text.Json.Serialization;

namespace GroundTruth.Evaluation;

/// <summary>
/// What was answered for an object: one category, or, where a worker may choose several, the set of them. Two sets are the same label if
/// they have the same members; one choice is the same whether it comes alone or in a list.
/// </summary>
[JsonConverter(typeof(LabelConverter))]
public sealed class Label : IEquatable<Label>
{
    private readonly string[] choices;

    public Label(params IEnumerable<string> choices) =>
        this.choices = [.. choices.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Distinct and in ordinal order. Nothing chosen is an answer too.</summary>
    public IReadOnlyList<string> Choices => choices;

    /// <param name="json">A text, a list of texts, or null where nobody answered.</param>
    /// <param name="label">The label, or null for null.</param>
    /// <returns>Whether the JSON is one of these.</returns>
    public static bool TryRead(JsonElement json, out Label? label)
    {
        label = null;
        switch (json.ValueKind)
        {
            case JsonValueKind.Null:
                return true;
            case JsonValueKind.String:
                label = new Label(json.GetString()!);
                return true;
            case JsonValueKind.Array when json.EnumerateArray().All(choice => choice.ValueKind == JsonValueKind.String):
                label = new Label(json.EnumerateArray().Select(choice => choice.GetString()!));
                return true;
            default:
                return false;
        }
    }

    public bool Equals(Label? other) => other is not null && choices.AsSpan().SequenceEqual(other.choices);

    public override bool Equals(object? obj) => Equals(obj as Label);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var choice in choices)
            hash.Add(choice, StringComparer.Ordinal);

        return hash.ToHashCode();
    }

    public override string ToString() => choices.Length == 0 ? "(nothing chosen)" : string.Join(", ", choices);
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace GroundTruth.Evaluation;

/// <summary>One choice as a text, several (or none) as a list.</summary>
internal sealed class LabelConverter : JsonConverter<Label>
{
    public override Label? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Label.TryRead(JsonElement.ParseValue(ref reader), out var label)
            ? label
            : throw new JsonException("A label is a text, a list of texts or null.");

    public override void Write(Utf8JsonWriter writer, Label value, JsonSerializerOptions options)
    {
        if (value.Choices is [var only])
        {
            writer.WriteStringValue(only);
            return;
        }

        writer.WriteStartArray();
        foreach (var choice in value.Choices)
            writer.WriteStringValue(choice);

        writer.WriteEndArray();
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace GroundTruth.Annotations;

/// <summary>A label in JSON, as <see cref="Label"/> says.</summary>
internal sealed class LabelConverter : JsonConverter<Label>
{
    public override bool HandleNull => true;

    public override Label Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => Label.None,
        JsonTokenType.String => Label.Of(reader.GetString()),
        _ => Label.Of(JsonSerializer.Deserialize(ref reader, LabelJsonContext.Default.StringArray) ?? []),
    };

    public override void Write(Utf8JsonWriter writer, Label value, JsonSerializerOptions options)
    {
        if (value.IsSet)
            writer.WriteRawValue(value.Text!, skipInputValidation: true);
        else
            writer.WriteStringValue(value.Text);
    }
}

[JsonSerializable(typeof(string[]))]
internal sealed partial class LabelJsonContext : JsonSerializerContext;

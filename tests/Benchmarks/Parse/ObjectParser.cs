using System.Text.Json;
using System.Text.Json.Serialization;

namespace Benchmarks.Parse;

/// <summary>Each line deserialised into plain objects, by generated code.</summary>
internal static partial class ObjectParser
{
    public static ParsedFile Parse(byte[] source, TagOutput output) => SourceLines.Parse(source, output, AddTags);

    private static void AddTags(ReadOnlyMemory<byte> line, TagList tags)
    {
        var record = JsonSerializer.Deserialize(line.Span, RecordContext.Default.Record)!;
        foreach (var label in record.Response.Labels ?? [])
            tags.Add(label.Name, label.Confidence);
    }

    internal sealed record Record(
        [property: JsonPropertyName("image_uuid")] Guid ImageId, [property: JsonPropertyName("response")] Response Response);

    internal sealed record Response(IReadOnlyList<Label>? Labels);

    internal sealed record Label(string Name, decimal Confidence);

    [JsonSerializable(typeof(Record))]
    private sealed partial class RecordContext : JsonSerializerContext;
}

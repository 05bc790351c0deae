using System.Text.Encodings.Web;
using System.Text.Json;

namespace Benchmarks.Parse;

/// <summary>The tags of one record as one would usually make them: text, decimals, a dictionary, a JSON writer.</summary>
internal sealed class TagList : IDisposable
{
    public const string Provider = "rekognition";

    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, int> positions = new(StringComparer.Ordinal);
    private readonly List<(string Name, decimal Accuracy)> tags = [];
    private readonly Utf8JsonWriter writer = new(Stream.Null, Format);

    public void Add(string name, decimal confidence)
    {
        var (tagName, accuracy) = (name.ToLowerInvariant(), confidence / 100);
        if (positions.TryAdd(tagName, tags.Count))
            tags.Add((tagName, accuracy));
        else if (accuracy > tags[positions[tagName]].Accuracy)
            tags[positions[tagName]] = (tagName, accuracy);
    }

    /// <summary>Writes the record's tags, and is ready for the next record.</summary>
    /// <returns>How many they were.</returns>
    public int Write(TagOutput output)
    {
        var count = tags.Count;
        if (count > 0)
            WriteArray(output);

        output.EndRecord();
        positions.Clear();
        tags.Clear();
        return count;
    }

    public void Dispose() => writer.Dispose();

    private void WriteArray(TagOutput output)
    {
        writer.Reset(output.Buffer);
        writer.WriteStartArray();
        foreach (var (name, accuracy) in tags)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, name);
            writer.WriteNumber("accuracy"u8, accuracy);
            writer.WriteString("provider"u8, Provider);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.Flush();
    }
}

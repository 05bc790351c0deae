using System.Text.Json;

namespace IngestTests.Generate;

/// <summary>One label of a line that was read back.</summary>
internal readonly record struct ReadLabel(string Name, double Confidence);

/// <summary>A line that was read back with a JSON parser that knows nothing of how it was written.</summary>
internal sealed record LabelLine(Guid Image, IReadOnlyList<ReadLabel> Labels, int Bytes)
{
    /// <returns>Null for a line that cannot be read.</returns>
    public static LabelLine? Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var image = json.RootElement.GetProperty("image_uuid");
            if (!image.TryGetGuid(out var identifier))
                return null;

            var labels = json.RootElement.GetProperty("response").TryGetProperty("Labels"u8, out var found)
                ? found.EnumerateArray().Select(ReadLabel).ToList()
                : [];
            return labels.TrueForAll(label => label.Confidence is >= 0 and <= 100)
                ? new LabelLine(identifier, labels, line.Length)
                : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static ReadLabel ReadLabel(JsonElement label) =>
        new(label.GetProperty("Name").GetString()!, label.GetProperty("Confidence").GetDouble());
}

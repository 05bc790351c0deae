using System.Text.Json;

namespace Benchmarks.Parse;

/// <summary>A <see cref="JsonDocument"/> for each line.</summary>
internal static class DocumentParser
{
    public static ParsedFile Parse(byte[] source, TagOutput output) => SourceLines.Parse(source, output, AddTags);

    private static void AddTags(ReadOnlyMemory<byte> line, TagList tags)
    {
        using var document = JsonDocument.Parse(line);
        document.RootElement.GetProperty("image_uuid"u8).GetGuid();
        if (!document.RootElement.GetProperty("response"u8).TryGetProperty("Labels"u8, out var labels))
            return;

        foreach (var label in labels.EnumerateArray())
            tags.Add(label.GetProperty("Name"u8).GetString()!, label.GetProperty("Confidence"u8).GetDecimal());
    }
}

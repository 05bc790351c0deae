using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using GroundTruth.Files;

namespace GroundTruth.LabelFile;

/// <summary>Turns a line of an output manifest into a record of a label file, one at a time.</summary>
public sealed class LabelRecordWriter(LabelFileOptions options)
{
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> text = new();

    /// <summary>The record, without a line feed. Valid until the next one is written.</summary>
    public ReadOnlySpan<byte> Text => text.WrittenSpan;

    /// <summary>The image that the record is about.</summary>
    public Guid Image { get; private set; }

    /// <summary>How many labels the record has.</summary>
    public int LabelCount { get; private set; }

    /// <returns>Null where there is a record, or why there is none.</returns>
    public LeftOutReason? Write(JsonLine line)
    {
        if (line.IsTooLong)
            return LeftOutReason.UnreadableLine;

        try
        {
            using var json = JsonDocument.Parse(line.Text);
            return Write(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second is what the reader throws where text is not UTF-8, or holds half a surrogate pair.
            return LeftOutReason.UnreadableLine;
        }
    }

    private LeftOutReason? Write(JsonElement line)
    {
        if (ConsolidatedLabel.Read(line, options.LabelAttribute, out var label) is { } reason)
            return reason;

        if (label!.Confidence is not { } share || Percent.Of(share) is not { } percent)
            return LeftOutReason.InvalidConfidence;

        if (decimal.Parse(percent, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) < options.MinConfidence * 100)
            return LeftOutReason.BelowMinConfidence;

        if (ImageUuid.Find(line, options.ImageKey) is not { } image)
            return LeftOutReason.NoUuid;

        if (options.Taxonomy is not null && label.Labels.Any(id => options.Taxonomy.Find(id) is not { Parent: not null }))
            return LeftOutReason.UnknownCategory;

        var names = label.Labels.SelectMany(NamesOf).Distinct(StringComparer.Ordinal).ToList();
        if (names.Any(name => name.Length == 0 || name.Contains('\0', StringComparison.Ordinal)))
            return LeftOutReason.InvalidName;

        (Image, LabelCount) = (image, names.Count);
        WriteRecord(names, percent);
        return null;
    }

    /// <summary>The label's own name, and after it those above it, the nearest first.</summary>
    private IEnumerable<string> NamesOf(string label) =>
        options.Taxonomy is not { } taxonomy ? [label]
        : options.WithAncestors ? taxonomy.PathOf(label).Reverse()
        : [taxonomy.Find(label)!.Name];

    private void WriteRecord(List<string> names, string percent)
    {
        text.ResetWrittenCount();
        using var json = new Utf8JsonWriter(text, JsonOptions);
        json.WriteStartObject();
        json.WriteString("image_uuid", Image);
        json.WriteStartObject("response");
        json.WriteStartArray("Labels");
        foreach (var name in names)
        {
            json.WriteStartObject();
            json.WriteString("Name", name);
            json.WritePropertyName("Confidence");
            json.WriteRawValue(percent);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

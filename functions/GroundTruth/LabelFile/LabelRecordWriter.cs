using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using GroundTruth.Annotations;
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

    /// <param name="manifest">The output manifest from its beginning.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The number of each line, and null where it has become the record, or why it has none.</returns>
    public IAsyncEnumerable<(long Line, LeftOutReason? Reason)> WriteAllAsync(Stream manifest, CancellationToken cancellationToken) =>
        JsonLines.ReadAsync<(long, LeftOutReason?)>(
            manifest, (number, line) => (number, Write(line)), (number, _) => (number, LeftOutReason.UnreadableLine), cancellationToken);

    private LeftOutReason? Write(JsonElement line)
    {
        if (LabelAttribute.Read(line, options.LabelAttribute) is not { } attribute)
            return LeftOutReason.NoLabel;

        if (attribute.HasFailed)
            return LeftOutReason.FailedObject;

        if (attribute.Label.IsNone)
            return LeftOutReason.NoLabel;

        if (PercentOf(attribute.Content) is not { } percent)
            return LeftOutReason.InvalidConfidence;

        if (decimal.Parse(percent, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) < options.MinConfidence * 100)
            return LeftOutReason.BelowMinConfidence;

        if (ImageUuid.Find(line, options.ImageKey) is not { } image)
            return LeftOutReason.NoUuid;

        var labels = attribute.Label.Choices;
        if (options.Taxonomy is not null && labels.Any(id => options.Taxonomy.Find(id) is not { Parent: not null }))
            return LeftOutReason.UnknownCategory;

        var names = labels.SelectMany(NamesOf).Distinct(StringComparer.Ordinal).ToList();
        if (names.Any(name => name.Contains('\0', StringComparison.Ordinal)))
            return LeftOutReason.InvalidName;

        (Image, LabelCount) = (image, names.Count);
        WriteRecord(names, percent);
        return null;
    }

    private static string? PercentOf(JsonElement content) =>
        content.TryGetProperty("confidence", out var share) && share.ValueKind == JsonValueKind.Number ? Percent.Of(share.GetRawText()) : null;

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

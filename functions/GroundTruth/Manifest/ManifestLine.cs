using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GroundTruth.Files;
using Hosting.Storage;

namespace GroundTruth.Manifest;

/// <summary>Writes products as lines of a manifest, one at a time, and refuses what Ground Truth would.</summary>
public sealed class ManifestLine(ManifestFields fields)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> text = new();

    /// <summary>The line, without a line feed. Valid until the next one is written.</summary>
    public ReadOnlySpan<byte> Text => text.WrittenSpan;

    /// <returns>Null, or why the product has no line.</returns>
    public RejectedProduct? Write(Product product)
    {
        if (product.Flaw is { } flaw)
            return new RejectedProduct(product.Row, RejectedReason.Unreadable, flaw);

        if (product.Image.Length == 0)
            return new RejectedProduct(product.Row, RejectedReason.NoImage, $"{Excerpt.Of(fields.ImageColumn)} is empty");

        if (!ObjectLocation.TryParse(product.Image, out _))
        {
            return new RejectedProduct(
                product.Row, RejectedReason.InvalidImage, $"the image is {Excerpt.Of(product.Image)}; allowed is s3://bucket/key");
        }

        text.ResetWrittenCount();
        using var json = new Utf8JsonWriter(text, Options);
        json.WriteStartObject();
        json.WriteString(ManifestLimits.ImageKey, product.Image);
        for (var field = 0; field < product.Values.Count; field++)
        {
            if (product.Values[field] is not { } value)
                continue;

            var before = json.BytesCommitted + json.BytesPending;
            json.WriteString(fields.Columns[field].Key, value);

            // There are never more characters than bytes, so that few values need to be counted.
            var written = json.BytesCommitted + json.BytesPending - before;
            if (written > ManifestLimits.ValueLength && LengthOf(value) is > ManifestLimits.ValueLength and var length)
            {
                return new RejectedProduct(
                    product.Row,
                    RejectedReason.ValueTooLong,
                    $"{fields.Columns[field].Key} has {length} characters in JSON; {ManifestLimits.ValueLength} are allowed");
            }
        }

        json.WriteEndObject();
        json.Flush();
        var lineLength = Encoding.UTF8.GetCharCount(Text);
        return lineLength <= ManifestLimits.LineLength
            ? null
            : new RejectedProduct(
                product.Row,
                RejectedReason.LineTooLong,
                $"the line would have {lineLength} characters; {ManifestLimits.LineLength} are allowed");
    }

    private static int LengthOf(string value) => JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value.Length;
}

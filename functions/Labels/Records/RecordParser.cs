using System.Text.Json;

namespace Labels.Records;

/// <summary>
/// Reads a line <c>{"image_uuid": …, "response": {"Labels": [{"Name", "Confidence", …}, …]}}</c> in one forward pass over its UTF-8.
/// Keys may come in any order, unknown ones are skipped, and of a key that occurs twice the last counts, as JSON readers do.
/// </summary>
/// <remarks>
/// Only names, confidences and the model's version are decoded, and nothing is allocated per record. A line that looks as services write it is
/// read by <see cref="RecordScanner"/>, which comes to the same and is three times as fast.
/// </remarks>
public sealed class RecordParser
{
    /// <summary>Bytes that one byte of text may take up: <c>\u0041</c>.</summary>
    private const int LongestEscape = 6;

    private readonly byte[] accuracy = new byte[Confidence.MaxAccuracyLength];
    private readonly byte[] modelVersion = new byte[LabelRecord.MaxModelVersionLength * LongestEscape];
    private byte[] name = new byte[1024];

    /// <returns><see cref="RejectReason.None"/>, or why the line cannot be read; then <paramref name="record"/> holds nothing of use.</returns>
    public RejectReason Parse(ReadOnlySpan<byte> line, LabelRecord record)
    {
        record.Clear();
        if (RecordScanner.TryScan(line, record))
            return RejectReason.None;

        record.Clear();
        var reader = new Utf8JsonReader(line);
        try
        {
            var reason = ParseRecord(ref reader, record);
            if (reason == RejectReason.None)
                reader.Read();

            return reason;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second is what the reader throws where an escaped key or uuid holds half a surrogate pair.
            return RejectReason.InvalidJson;
        }
    }

    private RejectReason ParseRecord(ref Utf8JsonReader reader, LabelRecord record)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return RejectReason.InvalidShape;

        var hasImage = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var reason = RejectReason.None;
            if (reader.ValueTextEquals("image_uuid"u8))
            {
                hasImage = TryParseImage(ref reader, record);
            }
            else if (reader.ValueTextEquals("response"u8))
            {
                record.ClearResponse();
                reason = ParseResponse(ref reader, record);
            }
            else
            {
                SkipValue(ref reader);
            }

            if (reason != RejectReason.None)
                return reason;
        }

        return hasImage ? RejectReason.None : RejectReason.InvalidUuid;
    }

    private static bool TryParseImage(ref Utf8JsonReader reader, LabelRecord record)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out var image))
        {
            record.ImageId = image;
            return true;
        }

        reader.Skip();
        return false;
    }

    private RejectReason ParseResponse(ref Utf8JsonReader reader, LabelRecord record)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return RejectReason.None;

        if (reader.TokenType != JsonTokenType.StartObject)
            return RejectReason.InvalidShape;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var reason = RejectReason.None;
            if (reader.ValueTextEquals("Labels"u8))
            {
                record.ClearLabels();
                reason = ParseLabels(ref reader, record);
            }
            else if (reader.ValueTextEquals("LabelModelVersion"u8))
            {
                record.SetModelVersion(ReadModelVersion(ref reader));
            }
            else
            {
                SkipValue(ref reader);
            }

            if (reason != RejectReason.None)
                return reason;
        }

        return RejectReason.None;
    }

    /// <summary>Told to nobody but the statistics: what cannot be a version is none, and no reason to reject a line.</summary>
    private ReadOnlySpan<byte> ReadModelVersion(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return [];
        }

        if (reader.ValueSpan.Length > modelVersion.Length)
            return [];

        try
        {
            var length = reader.CopyString(modelVersion);
            return length <= LabelRecord.MaxModelVersionLength ? modelVersion.AsSpan(0, length) : [];
        }
        catch (InvalidOperationException)
        {
            return [];
        }
    }

    private RejectReason ParseLabels(ref Utf8JsonReader reader, LabelRecord record)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return RejectReason.None;

        if (reader.TokenType != JsonTokenType.StartArray)
            return RejectReason.InvalidShape;

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var reason = ParseLabel(ref reader, record);
            if (reason != RejectReason.None)
                return reason;
        }

        return RejectReason.None;
    }

    private RejectReason ParseLabel(ref Utf8JsonReader reader, LabelRecord record)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return RejectReason.InvalidShape;

        var nameLength = 0;
        ReadOnlySpan<byte> confidence = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("Name"u8))
            {
                if (!TryReadName(ref reader, out nameLength))
                    return RejectReason.InvalidName;
            }
            else if (reader.ValueTextEquals("Confidence"u8))
            {
                reader.Read();
                confidence = reader.ValueSpan;
                if (reader.TokenType != JsonTokenType.Number || !Confidence.TryToAccuracy(confidence, accuracy, out _))
                    return RejectReason.InvalidConfidence;
            }
            else
            {
                SkipValue(ref reader);
            }
        }

        if (nameLength == 0)
            return RejectReason.MissingName;

        return !confidence.IsEmpty && record.TryAdd(name.AsSpan(0, nameLength), confidence) ? RejectReason.None : RejectReason.InvalidConfidence;
    }

    private bool TryReadName(ref Utf8JsonReader reader, out int length)
    {
        reader.Read();
        length = 0;
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return true;
        }

        // Unescaping never lengthens: "\u00e9" is six bytes and becomes two.
        if (reader.ValueSpan.Length > name.Length)
            name = new byte[reader.ValueSpan.Length * 2];

        try
        {
            length = reader.CopyString(name);
        }
        catch (InvalidOperationException)
        {
            // Bytes that are not UTF-8, or an escaped surrogate without its other half.
            return false;
        }

        return !name.AsSpan(0, length).Contains((byte)0);
    }

    private static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}

using System.Buffers.Text;
using System.Text.Unicode;

namespace Labels.Records;

/// <summary>
/// Reads a line as the service writes it, at the speed of <see cref="JsonScanner"/>. Every other line, readable or not, is left to the
/// careful reading of <see cref="RecordParser"/>, which gives the same record for those that are read here.
/// </summary>
internal static class RecordScanner
{
    /// <returns>False where the line must be read carefully; then <paramref name="record"/> holds nothing of use.</returns>
    public static bool TryScan(ReadOnlySpan<byte> line, LabelRecord record, Span<byte> accuracy)
    {
        var json = new JsonScanner(line);
        if (!json.TryTake((byte)'{'))
            return false;

        var hasImage = false;
        var hasResponse = false;
        do
        {
            if (!json.TryTakeKey(out var key))
                return false;

            if (key.SequenceEqual("image_uuid"u8))
            {
                if (hasImage || !json.TryTakeString(out var image) || !TryParseImage(image, out var imageId))
                    return false;

                record.ImageId = imageId;
                hasImage = true;
            }
            else if (key.SequenceEqual("response"u8))
            {
                if (hasResponse || !TryScanResponse(ref json, record, accuracy))
                    return false;

                hasResponse = true;
            }
            else if (!json.TrySkipValue())
            {
                return false;
            }
        }
        while (json.TryTake((byte)','));
        return hasImage && json.TryTake((byte)'}') && json.IsAtEnd;
    }

    private static bool TryParseImage(ReadOnlySpan<byte> text, out Guid image) =>
        Utf8Parser.TryParse(text, out image, out var read, 'D') && read == text.Length;

    private static bool TryScanResponse(ref JsonScanner json, LabelRecord record, Span<byte> accuracy)
    {
        if (!json.TryTake((byte)'{'))
            return false;

        var hasLabels = false;
        var hasVersion = false;
        do
        {
            if (!json.TryTakeKey(out var key))
                return false;

            if (key.SequenceEqual("Labels"u8))
            {
                if (hasLabels || !TryScanLabels(ref json, record, accuracy))
                    return false;

                hasLabels = true;
            }
            else if (key.SequenceEqual("LabelModelVersion"u8))
            {
                if (hasVersion || !TryScanModelVersion(ref json, record))
                    return false;

                hasVersion = true;
            }
            else if (!json.TrySkipValue())
            {
                return false;
            }
        }
        while (json.TryTake((byte)','));
        return json.TryTake((byte)'}');
    }

    private static bool TryScanModelVersion(ref JsonScanner json, LabelRecord record)
    {
        if (!json.TryTakeString(out var version) || version.Length > LabelRecord.MaxModelVersionLength || (!Utf8.IsValid(version)))
            return false;

        record.SetModelVersion(version);
        return true;
    }

    private static bool TryScanLabels(ref JsonScanner json, LabelRecord record, Span<byte> accuracy)
    {
        if (!json.TryTake((byte)'['))
            return false;

        if (json.TryTake((byte)']'))
            return true;

        do
        {
            if (!LabelScanner.TryScan(ref json, record, accuracy))
                return false;
        }
        while (json.TryTake((byte)','));
        return json.TryTake((byte)']');
    }
}

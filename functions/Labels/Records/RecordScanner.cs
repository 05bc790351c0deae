using System.Buffers.Text;

namespace Labels.Records;

/// <summary>
/// Reads a line as the service writes it, at the speed of <see cref="JsonScanner"/>. Every other line, readable or not, is left to the
/// careful reading of <see cref="RecordParser"/>, which gives the same record for those that are read here.
/// </summary>
internal static class RecordScanner
{
    /// <returns>False where the line must be read carefully; then <paramref name="record"/> holds nothing of use.</returns>
    public static bool TryScan(ReadOnlySpan<byte> line, LabelRecord record)
    {
        var json = new JsonScanner(line, 0);
        if (!json.TryTake((byte)'{'))
            return false;

        var hasImage = false;
        var hasResponse = false;
        do
        {
            if (!json.TryTakeText(out var key) || !json.TryTake((byte)':'))
                return false;

            if (key.SequenceEqual("image_uuid"u8))
            {
                if (hasImage || !json.TryTakeText(out var image) || !TryParseImage(image, out var imageId))
                    return false;

                record.ImageId = imageId;
                hasImage = true;
            }
            else if (key.SequenceEqual("response"u8))
            {
                var end = hasResponse ? JsonGrammar.Unsure : ScanResponse(line, json.Position, record);
                if (end < 0)
                    return false;

                json = new JsonScanner(line, end);
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

    private static int ScanResponse(ReadOnlySpan<byte> line, int at, LabelRecord record)
    {
        var json = new JsonScanner(line, at);
        if (!json.TryTake((byte)'{'))
            return JsonGrammar.Unsure;

        var hasLabels = false;
        var hasVersion = false;
        do
        {
            if (!json.TryTakeText(out var key) || !json.TryTake((byte)':'))
                return JsonGrammar.Unsure;

            if (key.SequenceEqual("Labels"u8))
            {
                var end = hasLabels ? JsonGrammar.Unsure : ScanLabels(line, json.Position, record);
                if (end < 0)
                    return JsonGrammar.Unsure;

                json = new JsonScanner(line, end);
                hasLabels = true;
            }
            else if (key.SequenceEqual("LabelModelVersion"u8))
            {
                if (hasVersion || !json.TryTakeText(out var version) || version.Length > LabelRecord.MaxModelVersionLength)
                    return JsonGrammar.Unsure;

                record.SetModelVersion(version);
                hasVersion = true;
            }
            else if (!json.TrySkipValue())
            {
                return JsonGrammar.Unsure;
            }
        }
        while (json.TryTake((byte)','));
        return json.TryTake((byte)'}') ? json.Position : JsonGrammar.Unsure;
    }

    private static int ScanLabels(ReadOnlySpan<byte> line, int at, LabelRecord record)
    {
        var json = new JsonScanner(line, at);
        if (json.TryTake("[]"u8))
            return json.Position;

        if (!json.TryTake((byte)'['))
            return JsonGrammar.Unsure;

        do
        {
            var end = LabelScanner.Scan(line, json.Position, record);
            if (end < 0)
                return JsonGrammar.Unsure;

            json = new JsonScanner(line, end);
        }
        while (json.TryTake((byte)','));
        return json.TryTake((byte)']') ? json.Position : JsonGrammar.Unsure;
    }
}

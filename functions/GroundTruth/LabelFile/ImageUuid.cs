using System.Text.Json;
using GroundTruth.Manifest;

namespace GroundTruth.LabelFile;

/// <summary>The uuid under which the catalog knows an object's image.</summary>
internal static class ImageUuid
{
    /// <param name="line">The object's line.</param>
    /// <param name="key">Where it is looked for first. What stands there counts, even if it is no uuid.</param>
    public static Guid? Find(JsonElement line, string key)
    {
        if (line.TryGetProperty(key, out var uuid) && uuid.ValueKind != JsonValueKind.Null)
            return uuid.ValueKind == JsonValueKind.String ? Parse(uuid.GetString()) : null;

        return line.TryGetProperty(ManifestLimits.ImageKey, out var image) && image.ValueKind == JsonValueKind.String
            ? Parse(Path.GetFileNameWithoutExtension(image.GetString()))
            : null;
    }

    private static Guid? Parse(string? text) => Guid.TryParseExact(text, "D", out var uuid) ? uuid : null;
}

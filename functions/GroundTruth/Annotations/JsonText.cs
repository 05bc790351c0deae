using System.Text.Json;
using GroundTruth.Hosting;

namespace GroundTruth.Annotations;

/// <summary>Texts in JSON from outside, which may hold what is not Unicode: half a surrogate pair, in an escape.</summary>
internal static class JsonText
{
    /// <summary>Whether all of a value, names included, can be written again.</summary>
    public static bool IsUnicode(JsonElement value)
    {
        try
        {
            JsonSerializer.SerializeToUtf8Bytes(value, GroundTruthJsonContext.Default.JsonElement);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    /// <returns>The text, or null where the value is none or holds half a surrogate pair.</returns>
    public static string? OrNull(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}

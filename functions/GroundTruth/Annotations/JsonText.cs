using System.Text.Json;

namespace GroundTruth.Annotations;

/// <summary>Texts in JSON from outside, which may hold what is not Unicode.</summary>
internal static class JsonText
{
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

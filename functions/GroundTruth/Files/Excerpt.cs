using Hosting;

namespace GroundTruth.Files;

/// <summary>Text from a file, short and harmless enough for a message.</summary>
internal static class Excerpt
{
    private const int MaxLength = 60;

    public static string Of(object? text)
    {
        var whole = text?.ToString() ?? "";
        if (whole.Length <= MaxLength)
            return LogText.Of(whole);

        // Half a surrogate pair could not be written.
        return LogText.Of(string.Concat(whole.AsSpan(0, char.IsHighSurrogate(whole[MaxLength - 1]) ? MaxLength - 1 : MaxLength), "…"));
    }
}

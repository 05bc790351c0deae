using System.Text.Json;
using Labels.Lines;

namespace GroundTruth.Evaluation;

/// <summary>A JSON Lines file, one line at a time.</summary>
internal static class JsonLines
{
    /// <param name="file">The file from its beginning.</param>
    /// <param name="take">Gets each line's object. It throws a <see cref="FormatException"/> for one that it cannot use, with the reason.</param>
    /// <param name="unreadable">Gets the lines that cannot be used.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task ReadAsync(Stream file, Action<JsonElement> take, UnreadableLines unreadable, CancellationToken cancellationToken)
    {
        using var lines = new LineReader(file, new ByteRange(0, long.MaxValue));
        var number = 0L;
        do
        {
            while (lines.TryTake(out var line))
            {
                number++;
                if (!line.IsBlank && Unusable(line, take) is { } reason)
                    unreadable.Add(number, reason);
            }
        }
        while (await lines.ReadAsync(cancellationToken));
    }

    private static string? Unusable(Line line, Action<JsonElement> take)
    {
        if (line.IsTooLong)
            return $"The line has {line.Length} bytes; {Line.MaxLength} are read.";

        try
        {
            take(Parse(line.Text));
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
        catch (JsonException e)
        {
            return $"The line is not JSON from byte {e.BytePositionInLine + 1} on.";
        }
        catch (InvalidOperationException)
        {
            // What the JSON reader says to half a surrogate pair, and to bytes that are not UTF-8.
            return "The line holds text that is not Unicode.";
        }
    }

    private static JsonElement Parse(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        var value = JsonElement.ParseValue(ref reader);

        // Complains of whatever follows the value.
        reader.Read();
        return value.ValueKind == JsonValueKind.Object ? value : throw new FormatException("The line is not a JSON object.");
    }
}

using System.Runtime.CompilerServices;
using System.Text.Json;
using Labels.Lines;

namespace GroundTruth.Files;

/// <summary>A JSON Lines file, an object a line, read as it comes. Blank lines are left out.</summary>
public static class JsonLines
{
    /// <param name="content">The file from its beginning.</param>
    /// <param name="read">
    /// Gets a line's number, from 1, and its object, which is gone afterwards. It throws a <see cref="FormatException"/> for one that it
    /// cannot use, with the flaw.
    /// </param>
    /// <param name="refuse">Gets the number of a line that cannot be used, and its flaw: a sentence without capital and full stop.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was made of the lines, in their order.</returns>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        Stream content,
        Func<long, JsonElement, T> read,
        Func<long, string, T> refuse,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var lines = new LineReader(content, new ByteRange(0, long.MaxValue));
        var number = 0L;
        do
        {
            while (lines.TryTake(out var line))
            {
                number++;
                if (!line.IsBlank)
                    yield return Use(number, line, read, refuse);
            }
        }
        while (await lines.ReadAsync(cancellationToken));
    }

    private static T Use<T>(long number, Line line, Func<long, JsonElement, T> read, Func<long, string, T> refuse)
    {
        if (line.IsTooLong)
            return refuse(number, $"the line has {line.Length} bytes; {Line.MaxLength} are read");

        try
        {
            using var json = Parse(line.Text);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? read(number, json.RootElement)
                : refuse(number, "the line is not a JSON object");
        }
        catch (FormatException e)
        {
            return refuse(number, e.Message);
        }
        catch (JsonException e)
        {
            return refuse(number, $"the line is not JSON from byte {e.BytePositionInLine + 1} on");
        }
        catch (InvalidOperationException)
        {
            // What the JSON reader says to half a surrogate pair, and to bytes that are not UTF-8.
            return refuse(number, "the line holds text that is not Unicode");
        }
    }

    private static JsonDocument Parse(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        var json = JsonDocument.ParseValue(ref reader);
        try
        {
            // Complains of whatever follows the value.
            reader.Read();
            return json;
        }
        catch
        {
            json.Dispose();
            throw;
        }
    }
}

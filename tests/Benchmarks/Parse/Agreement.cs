using System.Text.Json;

namespace Benchmarks.Parse;

/// <summary>Whether contestants do the same job: the same tags for each record, whatever the blanks between them.</summary>
internal static class Agreement
{
    public static void Require(string name, ReadOnlyMemory<byte> tags, ReadOnlyMemory<byte> expected)
    {
        for (var record = 1; expected.Length > 0; record++)
        {
            var (one, other) = (TakeLine(ref expected), TakeLine(ref tags));
            if (!AreSame(one, other))
                throw new InvalidDataException($"Record {record}: '{name}' made {Text(other)} of it, and not {Text(one)}.");
        }

        if (tags.Length > 0)
            throw new InvalidDataException($"'{name}' found records that are not there.");
    }

    /// <summary>Numbers are compared exactly, not as binary fractions.</summary>
    private static bool AreSame(ReadOnlyMemory<byte> one, ReadOnlyMemory<byte> other)
    {
        if (one.IsEmpty || other.IsEmpty)
            return one.IsEmpty && other.IsEmpty;

        using var oneDocument = JsonDocument.Parse(one);
        using var otherDocument = JsonDocument.Parse(other);
        return JsonElement.DeepEquals(oneDocument.RootElement, otherDocument.RootElement);
    }

    private static ReadOnlyMemory<byte> TakeLine(ref ReadOnlyMemory<byte> text)
    {
        var length = text.Span.IndexOf((byte)'\n');
        if (length < 0)
            return default;

        var line = text[..length];
        text = text[(length + 1)..];
        return line;
    }

    private static string Text(ReadOnlyMemory<byte> tags) => tags.IsEmpty ? "nothing" : System.Text.Encoding.UTF8.GetString(tags.Span);
}

using System.Runtime.CompilerServices;

namespace Labels.Records;

/// <summary>
/// Reads one of a record's labels. What comes next is mostly what the service writes next, and one comparison tells; where it is not, it is
/// looked at in the general way.
/// </summary>
internal static class LabelScanner
{
    private enum Key
    {
        None,
        Name,
        Confidence,
        Instances,
        Parents,
        Other,
    }

    /// <param name="text">The line.</param>
    /// <param name="at">Where the label begins.</param>
    /// <param name="record">Takes the label.</param>
    /// <returns>Where it ends, or <see cref="JsonGrammar.Unsure"/>: the line must be read carefully.</returns>
    public static int Scan(ReadOnlySpan<byte> text, int at, LabelRecord record)
    {
        var json = new JsonScanner(text, at);
        if (!json.TryTake((byte)'{'))
            return JsonGrammar.Unsure;

        ReadOnlySpan<byte> name = default;
        ReadOnlySpan<byte> confidence = default;
        do
        {
            switch (TakeKey(ref json))
            {
                // A name or confidence that comes twice is for the careful reader.
                case Key.Name when name.IsEmpty && json.TryTakeText(out name):
                case Key.Confidence when confidence.IsEmpty && json.TryTakeNumber(out confidence):
                case Key.Instances when json.TryTake("[]"u8) || json.TrySkipValue(SkipInstances(text, json.Position)):
                case Key.Parents when json.TryTake("[]"u8) || json.TrySkipValue(SkipParents(text, json.Position)):
                case Key.Other when json.TrySkipValue():
                    break;
                default:
                    return JsonGrammar.Unsure;
            }
        }
        while (json.TryTake((byte)','));
        return !name.IsEmpty && !confidence.IsEmpty && json.TryTake((byte)'}') && record.TryAdd(name, confidence)
            ? json.Position
            : JsonGrammar.Unsure;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Key TakeKey(ref JsonScanner json)
    {
        if (json.TryTake("\"Name\":"u8))
            return Key.Name;

        if (json.TryTake("\"Confidence\":"u8))
            return Key.Confidence;

        if (json.TryTake("\"Instances\":"u8))
            return Key.Instances;

        if (json.TryTake("\"Parents\":"u8))
            return Key.Parents;

        if (!json.TryTakeText(out var key) || !json.TryTake((byte)':'))
            return Key.None;

        if (key.SequenceEqual("Name"u8))
            return Key.Name;

        return key.SequenceEqual("Confidence"u8) ? Key.Confidence : Key.Other;
    }

    private static int SkipInstances(ReadOnlySpan<byte> text, int at)
    {
        var json = new JsonScanner(text, at);
        if (!json.TryTake("["u8))
            return JsonGrammar.Unsure;

        while (json.TryTake("{\"BoundingBox\":{\"Width\":"u8) && json.TrySkipNumber()
            && json.TryTake(",\"Height\":"u8) && json.TrySkipNumber()
            && json.TryTake(",\"Left\":"u8) && json.TrySkipNumber()
            && json.TryTake(",\"Top\":"u8) && json.TrySkipNumber()
            && json.TryTake("},\"Confidence\":"u8) && json.TrySkipNumber())
        {
            if (json.TryTake("}]"u8))
                return json.Position;

            if (!json.TryTake("},"u8))
                break;
        }

        return JsonGrammar.Unsure;
    }

    private static int SkipParents(ReadOnlySpan<byte> text, int at)
    {
        var json = new JsonScanner(text, at);
        if (!json.TryTake("["u8))
            return JsonGrammar.Unsure;

        while (json.TryTake("{\"Name\":"u8) && json.TrySkipString())
        {
            if (json.TryTake("}]"u8))
                return json.Position;

            if (!json.TryTake("},"u8))
                break;
        }

        return JsonGrammar.Unsure;
    }
}

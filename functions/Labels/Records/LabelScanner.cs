using System.Runtime.CompilerServices;
using System.Text.Unicode;

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

    /// <returns>False where the line must be read carefully.</returns>
    public static bool TryScan(ref JsonScanner json, LabelRecord record, Span<byte> accuracy)
    {
        if (!json.TryTake((byte)'{'))
            return false;

        ReadOnlySpan<byte> name = default;
        var accuracyLength = 0;
        do
        {
            switch (TakeKey(ref json))
            {
                // A name or confidence that comes twice is for the careful reader.
                case Key.Name when name.IsEmpty && json.TryTakeString(out name) && !name.IsEmpty && Utf8.IsValid(name):
                case Key.Confidence when accuracyLength == 0 && TryTakeAccuracy(ref json, accuracy, out accuracyLength):
                case Key.Instances when TrySkipInstances(ref json):
                case Key.Parents when TrySkipParents(ref json):
                case Key.Other when json.TrySkipValue():
                    break;
                default:
                    return false;
            }
        }
        while (json.TryTake((byte)','));
        if (name.IsEmpty || accuracyLength == 0 || !json.TryTake((byte)'}'))
            return false;

        record.Add(name, accuracy[..accuracyLength]);
        return true;
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

        return json.TryTake("\"Parents\":"u8) ? Key.Parents : TakeAnyKey(ref json);
    }

    private static Key TakeAnyKey(ref JsonScanner json)
    {
        if (!json.TryTakeKey(out var key))
            return Key.None;

        if (key.SequenceEqual("Name"u8))
            return Key.Name;

        return key.SequenceEqual("Confidence"u8) ? Key.Confidence : Key.Other;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryTakeAccuracy(ref JsonScanner json, Span<byte> accuracy, out int length)
    {
        length = 0;
        return json.TryTakeNumber(out var confidence) && Confidence.TryToAccuracy(confidence, accuracy, out length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TrySkipInstances(ref JsonScanner json) => json.TryTake("[]"u8) || TrySkipSomeInstances(ref json);

    private static bool TrySkipSomeInstances(ref JsonScanner json)
    {
        var start = json.Position;
        if (json.TryTake("["u8))
        {
            do
            {
                if (!TrySkipUsualInstance(ref json))
                    break;

                if (json.TryTake("]"u8))
                    return true;
            }
            while (json.TryTake(","u8));
        }

        json.Position = start;
        return json.TrySkipValue();
    }

    private static bool TrySkipUsualInstance(ref JsonScanner json) =>
        json.TryTake("{\"BoundingBox\":{\"Width\":"u8) && json.TryTakeNumber(out _)
        && json.TryTake(",\"Height\":"u8) && json.TryTakeNumber(out _)
        && json.TryTake(",\"Left\":"u8) && json.TryTakeNumber(out _)
        && json.TryTake(",\"Top\":"u8) && json.TryTakeNumber(out _)
        && json.TryTake("},\"Confidence\":"u8) && json.TryTakeNumber(out _)
        && json.TryTake("}"u8);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TrySkipParents(ref JsonScanner json) => json.TryTake("[]"u8) || TrySkipSomeParents(ref json);

    private static bool TrySkipSomeParents(ref JsonScanner json)
    {
        var start = json.Position;
        if (json.TryTake("["u8))
        {
            while (json.TryTake("{\"Name\":"u8) && json.TrySkipString() && json.TryTake("}"u8))
            {
                if (json.TryTake("]"u8))
                    return true;

                if (!json.TryTake(","u8))
                    break;
            }
        }

        json.Position = start;
        return json.TrySkipValue();
    }
}

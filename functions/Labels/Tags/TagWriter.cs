using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Labels.Exclusions;
using Labels.Records;

namespace Labels.Tags;

/// <summary>
/// Writes a record's labels as the JSON array of tags that the catalog keeps:
/// <c>[{"name": "cat", "accuracy": 0.9983, "provider": "rekognition"}]</c>, in the order of the file, each name once with its highest
/// accuracy.
/// </summary>
public sealed class TagWriter
{
    private readonly ExclusionList? excluded;
    private readonly byte[] minAccuracy;
    private readonly byte[] afterAccuracy;
    private readonly DistinctNames names;

    /// <summary>For each name, the label that has the highest accuracy.</summary>
    private int[] best = new int[64];

    public TagWriter(TagOptions options)
    {
        excluded = options.Excluded;
        names = new DistinctNames(options.NameCase);
        minAccuracy = Canonical(options.MinAccuracy);
        afterAccuracy = Encoding.UTF8.GetBytes($", \"provider\": \"{JsonEncodedText.Encode(options.Provider)}\"}}");
    }

    /// <summary>Appends the array of tags to <paramref name="destination"/>, or nothing where no label is left.</summary>
    /// <returns>The number of tags.</returns>
    public int Write(LabelRecord record, IBufferWriter<byte> destination)
    {
        Collect(record);
        for (var tag = 0; tag < names.Count; tag++)
        {
            destination.Write(tag == 0 ? "[{\"name\": "u8 : ", {\"name\": "u8);
            JsonString.Write(names[tag], destination);
            destination.Write(", \"accuracy\": "u8);
            destination.Write(record.Accuracy(best[tag]));
            destination.Write(afterAccuracy);
        }

        if (names.Count > 0)
            destination.Write("]"u8);

        return names.Count;
    }

    private void Collect(LabelRecord record)
    {
        names.Clear(record.LabelCount);
        if (best.Length < record.LabelCount)
            best = new int[record.LabelCount];

        for (var label = 0; label < record.LabelCount; label++)
        {
            if (record.Accuracy(label).SequenceCompareTo(minAccuracy) < 0 || excluded?.Contains(record.Name(label)) == true)
                continue;

            var known = names.Count;
            var tag = names.Add(record.Name(label));
            if (tag == known || record.Accuracy(label).SequenceCompareTo(record.Accuracy(best[tag])) > 0)
                best[tag] = label;
        }
    }

    private static byte[] Canonical(decimal accuracy)
    {
        var canonical = new byte[Confidence.MaxAccuracyLength];
        return Confidence.TryToCanonical(Encoding.ASCII.GetBytes(accuracy.ToString(CultureInfo.InvariantCulture)), canonical, out var length)
            ? canonical[..length]
            : throw new ArgumentOutOfRangeException(nameof(accuracy), accuracy, "A minimum accuracy lies between 0 and 1.");
    }
}

using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Labels.Records;

namespace Labels.Tags;

/// <summary>
/// Writes a record's labels as the JSON array of tags that the catalog keeps:
/// <c>[{"name":"cat","accuracy":0.9983,"provider":"rekognition"}]</c>, in the order of the file, each name once with its highest accuracy.
/// Without white space, which the database would only read over.
/// </summary>
public sealed class TagWriter
{
    private readonly bool hasMinimum;
    private readonly byte[] minAccuracy;
    private readonly byte[] afterAccuracy;
    private readonly TagNames names;

    /// <summary>The record's tags: the name of each, and the label that has the highest accuracy.</summary>
    private (TagName Name, int Label)[] tags = new (TagName, int)[64];

    private int count;

    /// <summary>Four bytes for each of <see cref="tags"/>.</summary>
    private byte[] hashes = new byte[64 * sizeof(uint)];

    /// <summary>For each spelling the last record that has it, and the number of its tag there.</summary>
    private (long Record, int Tag)[] latest = new (long, int)[64];

    private long record;

    public TagWriter(TagOptions options)
    {
        names = new TagNames(options.NameCase, options.Excluded);
        hasMinimum = options.MinAccuracy > 0;
        minAccuracy = Canonical(options.MinAccuracy);
        afterAccuracy = Encoding.UTF8.GetBytes($",\"provider\":\"{JsonEncodedText.Encode(options.Provider)}\"}}");
    }

    /// <summary>See <see cref="LineTagger.TagHashes"/>.</summary>
    public ReadOnlySpan<byte> Hashes => hashes.AsSpan(0, count * sizeof(uint));

    /// <summary>Appends the array of tags to <paramref name="destination"/>, or nothing where no label is left.</summary>
    /// <returns>The number of tags.</returns>
    public int Write(LabelRecord record, IBufferWriter<byte> destination)
    {
        Collect(record);
        for (var tag = 0; tag < count; tag++)
        {
            var (name, label) = tags[tag];
            var accuracy = record.Accuracy(label);
            Write(name, accuracy, isFirst: tag == 0, destination);
            BinaryPrimitives.WriteUInt32BigEndian(hashes.AsSpan(tag * sizeof(uint)), name.Hash ^ TextHash.Of(accuracy));
        }

        if (count > 0)
            destination.Write("]"u8);

        return count;
    }

    private void Write(TagName name, ReadOnlySpan<byte> accuracy, bool isFirst, IBufferWriter<byte> destination)
    {
        var separator = isFirst ? "["u8 : ","u8;
        var length = separator.Length + name.TextLength + accuracy.Length + afterAccuracy.Length;
        var target = destination.GetSpan(length);
        separator.CopyTo(target);
        target = target[separator.Length..];
        names.Text(name).CopyTo(target);
        target = target[name.TextLength..];
        accuracy.CopyTo(target);
        afterAccuracy.CopyTo(target[accuracy.Length..]);
        destination.Advance(length);
    }

    private void Collect(LabelRecord labels)
    {
        names.Tidy();
        record++;
        count = 0;
        if (tags.Length < labels.LabelCount)
        {
            tags = new (TagName, int)[labels.LabelCount];
            hashes = new byte[labels.LabelCount * sizeof(uint)];
        }

        for (var label = 0; label < labels.LabelCount; label++)
        {
            if (!hasMinimum || labels.Accuracy(label).SequenceCompareTo(minAccuracy) >= 0)
                Collect(names[labels.Name(label)], label, labels);
        }
    }

    private void Collect(TagName name, int label, LabelRecord labels)
    {
        if (name.IsExcluded)
            return;

        if (name.Spelling >= latest.Length)
            Array.Resize(ref latest, Math.Max(latest.Length * 2, names.Spellings));

        ref var known = ref latest[name.Spelling];
        if (known.Record != record)
        {
            known = (record, count);
            tags[count++] = (name, label);
        }
        else if (labels.Accuracy(label).SequenceCompareTo(labels.Accuracy(tags[known.Tag].Label)) > 0)
        {
            tags[known.Tag].Label = label;
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

using System.Buffers;
using Labels.Lines;
using Labels.Records;
using Labels.Statistics;

namespace Labels.Tags;

/// <summary>Turns a line of the label file into an image and its tags. Keeps its buffers from line to line; not thread-safe.</summary>
public sealed class LineTagger(TagOptions options)
{
    private readonly RecordParser parser = new();
    private readonly LabelRecord record = new();
    private readonly TagWriter writer = new(options);

    /// <summary>
    /// A number for each tag of the last line that had any, in their order, by which the database knows it again: PostgreSQL's
    /// <c>hashtext(name) # hashtext(accuracy)</c>, four bytes, the highest first. The provider is the same for all. Overwritten by the next
    /// line.
    /// </summary>
    public ReadOnlySpan<byte> TagHashes => writer.Hashes;

    /// <param name="line">A line of the file.</param>
    /// <param name="tags">Takes the JSON array of tags, or nothing where there are none.</param>
    /// <param name="statistics">Takes the record as it was before any filter, if it could be read.</param>
    public TaggedLine Tag(Line line, IBufferWriter<byte> tags, LabelStatistics? statistics = null)
    {
        if (line.IsTooLong)
            return new TaggedLine { Reason = RejectReason.LineTooLong };

        if (line.IsBlank)
            return new TaggedLine { IsBlank = true };

        var reason = parser.Parse(line.Text, record);
        if (reason != RejectReason.None)
            return new TaggedLine { Reason = reason };

        statistics?.Add(record);
        return new TaggedLine { ImageId = record.ImageId, Labels = record.LabelCount, Tags = writer.Write(record, tags) };
    }
}

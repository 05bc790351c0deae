using Labels.Records;

namespace Labels.Statistics;

/// <summary>
/// What is in the records of a label file, whatever is filtered of them later. Sums that merge: parts of a file, in any order, give
/// the same as
/// the file as a whole. Not thread-safe; allocates nothing for a record.
/// </summary>
/// <remarks>
/// Counts are exact. Of an accuracy, 18 decimals are kept, and an image's mean is rounded to as many; so a mean over confidences is at most
/// 10⁻¹⁶ percentage points off before it is rounded for the report.
/// </remarks>
public sealed class LabelStatistics
{
    /// <summary>The accuracy, inclusive, that a machine's label needs to be shown: the policy's default.</summary>
    public const string ThresholdText = "0.9";

    /// <summary>Label names that are kept.</summary>
    public const int MaxNames = 65_536;

    /// <summary>The longest label name that is kept, in bytes.</summary>
    public const int MaxNameLength = 256;

    /// <summary>Versions of the label model that are kept.</summary>
    public const int MaxModelVersions = 64;

    private readonly NameTable<LabelTally> names = new(MaxNames, MaxNameLength);
    private readonly NameTable<ImageTally> modelVersions = new(MaxModelVersions, LabelRecord.MaxModelVersionLength);
    private readonly ImageAccuracies image = new();
    private ImageTotals images = new();
    private ConfidenceHistogram confidences = new();
    private UInt128 sumOfAccuracies;

    /// <param name="record">As it was parsed: before any filter.</param>
    public void Add(LabelRecord record)
    {
        modelVersions[record.ModelVersion].AddImage();
        if (record.LabelCount == 0)
        {
            images.AddEmpty();
            return;
        }

        image.Clear();
        for (var label = 0; label < record.LabelCount; label++)
        {
            var accuracy = FixedPoint.Parse(record.Accuracy(label));
            image.Add(accuracy);
            confidences.Add(accuracy);
            names[record.Name(label)].AddLabel(accuracy);
        }

        image.Sort();
        images.Add(image);
        sumOfAccuracies += image.Sum;
    }

    /// <param name="other">Statistics of other records; they stay as they are.</param>
    public void Merge(LabelStatistics other)
    {
        images.Merge(other.images);
        confidences.Merge(other.confidences);
        sumOfAccuracies += other.sumOfAccuracies;
        names.Merge(other.names);
        modelVersions.Merge(other.modelVersions);
    }

    /// <summary>To be stored: of the same content always the same bytes.</summary>
    public byte[] ToBytes()
    {
        var writer = new VarintWriter();
        images.WriteTo(writer);
        confidences.WriteTo(writer);
        writer.Write(sumOfAccuracies);
        names.WriteTo(writer);
        modelVersions.WriteTo(writer);
        return CompressedStatistics.Pack(writer.Written);
    }

    /// <param name="bytes">Of <see cref="ToBytes"/>.</param>
    /// <exception cref="UnreadableStatistics">They are anything else. At most 32 MiB are unpacked before that is known.</exception>
    public static LabelStatistics FromBytes(ReadOnlySpan<byte> bytes) => CompressedStatistics.Unpack(bytes, Read);

    /// <param name="topLabels">How many of the most frequent names it has, 0 or more.</param>
    public StatisticsReport ToReport(int topLabels = 50)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(topLabels);
        return StatisticsReporter.Report(images, confidences, sumOfAccuracies, names.Kept(), modelVersions.Kept(), topLabels);
    }

    private static LabelStatistics Read(ref VarintReader reader)
    {
        var statistics = new LabelStatistics
        {
            images = ImageTotals.Read(ref reader),
            confidences = ConfidenceHistogram.Read(ref reader),
        };
        var labels = statistics.confidences.Total();
        statistics.sumOfAccuracies = reader.ReadSum((UInt128)labels);
        statistics.names.ReadFrom(ref reader, out var named);
        statistics.modelVersions.ReadFrom(ref reader, out var versioned);
        if (named.Labels > labels || versioned.Images > statistics.images.Images)
            throw reader.Unreadable("names of more labels than there are");

        return statistics;
    }
}

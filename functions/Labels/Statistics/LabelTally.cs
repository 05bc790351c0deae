using System.Text;

namespace Labels.Statistics;

/// <summary>Labels of a name, and how sure the service was of them.</summary>
internal struct LabelTally : ITally<LabelTally>
{
    private static readonly ulong Threshold = FixedPoint.Parse(Encoding.UTF8.GetBytes(LabelStatistics.ThresholdText));

    private UInt128 sum;

    public long Labels { get; private set; }

    public long AtThreshold { get; private set; }

    public readonly decimal MeanConfidence => FixedPoint.MeanConfidence(sum, (UInt128)Labels) ?? 0;

    public readonly decimal ShareAtThreshold => FixedPoint.Ratio(AtThreshold, Labels) ?? 0;

    public void AddLabel(ulong accuracy)
    {
        Labels++;
        AtThreshold += accuracy >= Threshold ? 1 : 0;
        sum += accuracy;
    }

    public void Add(LabelTally other)
    {
        Labels += other.Labels;
        AtThreshold += other.AtThreshold;
        sum += other.sum;
    }

    public readonly void WriteTo(VarintWriter writer)
    {
        writer.Write((ulong)Labels);
        writer.Write((ulong)AtThreshold);
        writer.Write(sum);
    }

    public static LabelTally Read(ref VarintReader reader)
    {
        var tally = new LabelTally { Labels = reader.ReadCount() };
        tally.AtThreshold = (long)reader.Read((ulong)tally.Labels);
        tally.sum = reader.ReadSum((UInt128)tally.Labels);
        return tally;
    }
}

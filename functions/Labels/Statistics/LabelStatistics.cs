using Labels.Records;

namespace Labels.Statistics;

public sealed class LabelStatistics
{
    public const string ThresholdText = "0.9";

    public void Add(LabelRecord record) => throw new NotSupportedException();

    public void Merge(LabelStatistics other) => throw new NotSupportedException();

    public byte[] ToBytes() => throw new NotSupportedException();

    public static LabelStatistics FromBytes(ReadOnlySpan<byte> bytes) => throw new NotSupportedException();

    public StatisticsReport ToReport(int topLabels = 50) => throw new NotSupportedException();
}

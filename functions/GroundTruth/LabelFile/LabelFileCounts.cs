namespace GroundTruth.LabelFile;

/// <summary>What became of the lines of an output manifest.</summary>
internal sealed class LabelFileCounts
{
    private const int MaxListed = 100;

    private readonly HashSet<Guid> images = [];
    private readonly SortedDictionary<LeftOutReason, long> leftOut = [];
    private readonly List<LeftOutLine> listed = [];
    private long lines;
    private long labels;
    private long repeated;

    public long Records { get; private set; }

    public void AddRecord(LabelRecordWriter record)
    {
        lines++;
        Records++;
        labels += record.LabelCount;
        repeated += images.Add(record.Image) ? 0 : 1;
    }

    public void AddLeftOut(long line, LeftOutReason reason)
    {
        lines++;
        leftOut[reason] = leftOut.GetValueOrDefault(reason) + 1;
        if (listed.Count < MaxListed)
            listed.Add(new LeftOutLine(line, reason));
    }

    public LabelFileSummary Summary(LabelFileRequest asked)
    {
        var target = asked.Target.ToString();
        var next = new IngestInput(target, asked.Provider);
        return new LabelFileSummary(target, lines, Records, labels, repeated, leftOut, listed, next);
    }

    public override string ToString()
    {
        var reasons = string.Join(", ", leftOut.Select(reason => $"{reason.Value} {reason.Key}"));
        return lines == 0 ? "it has no lines" : $"of {lines} lines {reasons}; the first is line {listed[0].Line}";
    }
}

namespace Labels.Statistics;

/// <summary>
/// How often which confidence occurs, in bins of 0.01 percentage points: bin k holds those from k/100 up to, not including, (k+1)/100, and
/// the last one 100 alone. So counts from any whole hundredth on are exact, and a median is half a bin off at the most.
/// </summary>
internal sealed class ConfidenceHistogram
{
    /// <summary>How far a median may be off, in percentage points.</summary>
    public const decimal MedianError = 0.005m;

    private const ulong BinWidth = FixedPoint.One / LastBin;
    private const int LastBin = 10_000;

    private readonly long[] counts = new long[LastBin + 1];

    public void Add(ulong accuracy) => counts[accuracy / BinWidth]++;

    public long Total() => counts.Sum();

    /// <param name="confidence">In percent, a multiple of 0.01.</param>
    public long AtOrAbove(decimal confidence)
    {
        var total = 0L;
        for (var bin = (int)(confidence * 100); bin < counts.Length; bin++)
            total += counts[bin];

        return total;
    }

    /// <returns>In percent; null where there is nothing.</returns>
    public decimal? Median()
    {
        var total = Total();
        return total == 0 ? null : (Middle(BinAt((total - 1) / 2)) + Middle(BinAt(total / 2))) / 2;
    }

    public void Merge(ConfidenceHistogram other)
    {
        for (var bin = 0; bin < counts.Length; bin++)
            counts[bin] += other.counts[bin];
    }

    /// <summary>How many bins are not empty, and of each how many bins after the one before it, and its count.</summary>
    public void WriteTo(VarintWriter writer)
    {
        writer.Write((ulong)(counts.Length - counts.Count(0)));
        var next = 0;
        for (var bin = 0; bin < counts.Length; bin++)
        {
            if (counts[bin] == 0)
                continue;

            writer.Write((ulong)(bin - next));
            writer.Write((ulong)counts[bin]);
            next = bin + 1;
        }
    }

    public static ConfidenceHistogram Read(ref VarintReader reader)
    {
        var histogram = new ConfidenceHistogram();
        var next = 0;
        for (var left = reader.Read(LastBin + 1); left > 0; left--)
        {
            var bin = next + (int)reader.Read(LastBin);
            if (bin > LastBin)
                throw reader.Unreadable("a bin beyond the last one");

            histogram.counts[bin] = reader.ReadCount();
            next = bin + 1;
        }

        return histogram;
    }

    private static decimal Middle(int bin) => bin == LastBin ? 100 : (bin * 0.01m) + MedianError;

    /// <param name="rank">Which value of all, from 0, in ascending order.</param>
    private int BinAt(long rank)
    {
        var bin = 0;
        while (rank >= counts[bin])
            rank -= counts[bin++];

        return bin;
    }
}

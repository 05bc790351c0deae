namespace Labels.Statistics;

/// <summary>The accuracies of one record's labels. Reused from record to record, so that none allocates.</summary>
internal sealed class ImageAccuracies
{
    private ulong[] values = new ulong[64];
    private int start = 64;

    public int Count => values.Length - start;

    public UInt128 Sum { get; private set; }

    /// <summary>Rounded half up to 10⁻¹⁸.</summary>
    public ulong Mean
    {
        get
        {
            var count = (ulong)Count;
            // Most images have so few labels that their sum fits, and dividing that is many times faster.
            return Sum <= ulong.MaxValue - count
                ? ((ulong)Sum + (count / 2)) / count
                : (ulong)((Sum + (count / 2)) / count);
        }
    }

    /// <summary>Twice the median, which is exact where the median is the mean of two.</summary>
    public ulong TwiceMedian => values[start + ((Count - 1) / 2)] + values[start + (Count / 2)];

    public ulong Highest => values[^1];

    public void Clear()
    {
        start = values.Length;
        Sum = 0;
    }

    public void Add(ulong accuracy)
    {
        if (start == 0)
            Grow();

        // The service answers the surest labels first: filled from its end, the buffer is nearly sorted.
        values[--start] = accuracy;
        Sum += accuracy;
    }

    public void Sort() => values.AsSpan(start).Sort();

    private void Grow()
    {
        var larger = new ulong[values.Length * 2];
        start = values.Length;
        values.CopyTo(larger, start);
        values = larger;
    }
}

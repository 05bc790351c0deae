namespace Labels.Statistics;

/// <summary>Sums over images: how many labels they have, and the mean, median and highest accuracy of each.</summary>
internal sealed class ImageTotals
{
    private readonly long[] imagesByLabels = new long[LabelsPerImage.Many + 1];
    private ConfidenceHistogram medians = new();
    private ConfidenceHistogram highest = new();
    private UInt128 sumOfMeans;
    private UInt128 sumOfTwiceMedians;

    public long Images => imagesByLabels.Sum();

    public long Empty => imagesByLabels[0];

    public decimal? MeanOfMeans => FixedPoint.MeanConfidence(sumOfMeans, WithLabels);

    public decimal? MeanOfMedians => FixedPoint.MeanConfidence(sumOfTwiceMedians, WithLabels * 2);

    public decimal? MedianOfMedians => medians.Median();

    private UInt128 WithLabels => (UInt128)(Images - Empty);

    public void AddEmpty() => imagesByLabels[0]++;

    /// <param name="image">Sorted, of one label at least.</param>
    public void Add(ImageAccuracies image)
    {
        imagesByLabels[Math.Min(image.Count, LabelsPerImage.Many)]++;
        medians.Add(image.TwiceMedian / 2);
        highest.Add(image.Highest);
        sumOfMeans += image.Mean;
        sumOfTwiceMedians += image.TwiceMedian;
    }

    /// <summary>Images with a label at or above a confidence.</summary>
    /// <inheritdoc cref="ConfidenceHistogram.AtOrAbove"/>
    public long AtOrAbove(decimal confidence) => highest.AtOrAbove(confidence);

    public IReadOnlyList<LabelsPerImage> Distribution() =>
        [.. imagesByLabels.Index().Where(number => number.Item > 0).Select(number => new LabelsPerImage(number.Index, number.Item))];

    public void Merge(ImageTotals other)
    {
        for (var labels = 0; labels < imagesByLabels.Length; labels++)
            imagesByLabels[labels] += other.imagesByLabels[labels];

        medians.Merge(other.medians);
        highest.Merge(other.highest);
        sumOfMeans += other.sumOfMeans;
        sumOfTwiceMedians += other.sumOfTwiceMedians;
    }

    public void WriteTo(VarintWriter writer)
    {
        foreach (var images in imagesByLabels)
            writer.Write((ulong)images);

        medians.WriteTo(writer);
        highest.WriteTo(writer);
        writer.Write(sumOfMeans);
        writer.Write(sumOfTwiceMedians);
    }

    public static ImageTotals Read(ref VarintReader reader)
    {
        var totals = new ImageTotals();
        foreach (ref var images in totals.imagesByLabels.AsSpan())
            images = reader.ReadCount();

        totals.medians = ConfidenceHistogram.Read(ref reader);
        totals.highest = ConfidenceHistogram.Read(ref reader);
        if ((UInt128)totals.medians.Total() != totals.WithLabels || (UInt128)totals.highest.Total() != totals.WithLabels)
            throw reader.Unreadable("histograms of another number of images");

        totals.sumOfMeans = reader.ReadSum(totals.WithLabels);
        totals.sumOfTwiceMedians = reader.ReadSum(totals.WithLabels * 2);
        return totals;
    }
}

namespace Labels.Statistics;

/// <summary>
/// What is in the records of a label file, before any filter. Confidences are in percent, 0 to 100; means are rounded to 10 decimal places,
/// and null where there is nothing to take a mean of.
/// </summary>
public sealed record StatisticsReport
{
    /// <summary>Records, each of which is about an image: one that occurs twice counts twice.</summary>
    public required long Images { get; init; }

    /// <summary>Labels in those records.</summary>
    public required long Labels { get; init; }

    /// <summary>Records without labels.</summary>
    public required long Empty { get; init; }

    /// <summary>Mean over all labels.</summary>
    public required decimal? MeanConfidence { get; init; }

    /// <summary>Median over all labels, at most <see cref="MedianError"/> off.</summary>
    public required decimal? MedianConfidence { get; init; }

    /// <summary>Each image's mean, and the mean of those over all images that have labels.</summary>
    public required decimal? MeanOfImageMeans { get; init; }

    /// <summary>Each image's median, and the mean of those over all images that have labels.</summary>
    public required decimal? MeanOfImageMedians { get; init; }

    /// <summary>
    /// Each image's median, and the median of those over all images that have labels, at most <see cref="MedianError"/> off.
    /// </summary>
    public required decimal? MedianOfImageMedians { get; init; }

    /// <summary>How far the medians over all labels and over all images may be off, in percentage points.</summary>
    public required decimal MedianError { get; init; }

    /// <summary>The confidence, inclusive, that a label needs to be shown.</summary>
    public required decimal Threshold { get; init; }

    /// <summary>Labels at or above <see cref="Threshold"/>: an exact count.</summary>
    public required long LabelsAtThreshold { get; init; }

    /// <summary>Their share of all labels, 0 to 1, rounded to 10 decimal places.</summary>
    public required decimal? ShareAtThreshold { get; init; }

    /// <summary>Their number for each image, with labels or without, rounded to 10 decimal places.</summary>
    public required decimal? LabelsAtThresholdPerImage { get; init; }

    /// <summary>20 bins of 5 percentage points, ascending, empty ones among them.</summary>
    public required IReadOnlyList<Bin> Confidence { get; init; }

    /// <summary>How many images have how many labels, ascending; only numbers that occur.</summary>
    public required IReadOnlyList<LabelsPerImage> LabelsPerImage { get; init; }

    /// <summary>What would be left at 0, 5, … 75, and at each whole percent from 80 to 100: exact counts.</summary>
    public required IReadOnlyList<ThresholdPoint> Thresholds { get; init; }

    /// <summary>The most frequent names, by number of labels, then by name (ordinal).</summary>
    public required IReadOnlyList<LabelStatistic> TopLabels { get; init; }

    /// <summary>Different names that were kept, at most 65,536. Names in another case are other names.</summary>
    public required long Names { get; init; }

    /// <summary>Labels whose names were not kept: there were too many, or they are longer than 256 bytes.</summary>
    public required long LabelsOfOtherNames { get; init; }

    /// <summary>
    /// Names on the exclusion list (without its extras) among those that were kept; by axis, then by number of labels descending.
    /// </summary>
    public required IReadOnlyList<ExcludedStatistic> Excluded { get; init; }

    /// <summary>Versions of the label model, at most 64, by number of images descending.</summary>
    public required IReadOnlyList<ModelVersion> ModelVersions { get; init; }
}

using System.Text;
using Labels.Exclusions;

namespace Labels.Statistics;

/// <summary>Makes of sums what people read.</summary>
internal static class StatisticsReporter
{
    private const int BinWidth = 5;

    /// <summary>Coarse where labels are many and nobody would draw the line, fine where it may be drawn.</summary>
    private static IEnumerable<int> Thresholds => [.. Enumerable.Range(0, 16).Select(step => step * 5), .. Enumerable.Range(80, 21)];

    public static StatisticsReport Report(
        ImageTotals images,
        ConfidenceHistogram confidences,
        UInt128 sumOfAccuracies,
        IReadOnlyList<(string Name, LabelTally Tally)> names,
        IReadOnlyList<(string Name, ImageTally Tally)> modelVersions,
        int topLabels)
    {
        var labels = confidences.Total();
        var threshold = decimal.Parse(LabelStatistics.ThresholdText) * 100;
        var atThreshold = confidences.AtOrAbove(threshold);
        return new StatisticsReport
        {
            Images = images.Images,
            Labels = labels,
            Empty = images.Empty,
            MeanConfidence = FixedPoint.MeanConfidence(sumOfAccuracies, (UInt128)labels),
            MedianConfidence = confidences.Median(),
            MeanOfImageMeans = images.MeanOfMeans,
            MeanOfImageMedians = images.MeanOfMedians,
            MedianOfImageMedians = images.MedianOfMedians,
            MedianError = ConfidenceHistogram.MedianError,
            Threshold = threshold,
            LabelsAtThreshold = atThreshold,
            ShareAtThreshold = FixedPoint.Ratio(atThreshold, labels),
            LabelsAtThresholdPerImage = FixedPoint.Ratio(atThreshold, images.Images),
            Confidence = Bins(confidences),
            LabelsPerImage = images.Distribution(),
            Thresholds = [.. Thresholds.Select(at => new ThresholdPoint(at, confidences.AtOrAbove(at), images.AtOrAbove(at)))],
            TopLabels = Top(names, topLabels),
            Names = names.Count,
            LabelsOfOtherNames = labels - names.Sum(name => name.Tally.Labels),
            Excluded = Excluded(names),
            ModelVersions =
            [
                .. modelVersions.Select(version => new ModelVersion(version.Name, version.Tally.Images))
                    .OrderByDescending(version => version.Images).ThenBy(version => version.Version, StringComparer.Ordinal),
            ],
        };
    }

    private static Bin[] Bins(ConfidenceHistogram confidences) =>
    [
        .. Enumerable.Range(0, 100 / BinWidth).Select(bin => bin * BinWidth).Select(from => new Bin(
            from,
            from + BinWidth,
            confidences.AtOrAbove(from) - (from + BinWidth == 100 ? 0 : confidences.AtOrAbove(from + BinWidth)))),
    ];

    private static LabelStatistic[] Top(IReadOnlyList<(string Name, LabelTally Tally)> names, int count) =>
    [
        .. names.OrderByDescending(name => name.Tally.Labels).ThenBy(name => name.Name, StringComparer.Ordinal).Take(count)
            .Select(name => new LabelStatistic(name.Name, name.Tally.Labels, name.Tally.MeanConfidence, name.Tally.ShareAtThreshold)),
    ];

    private static ExcludedStatistic[] Excluded(IReadOnlyList<(string Name, LabelTally Tally)> names)
    {
        var list = ExclusionList.Default();
        var excluded = new List<ExcludedStatistic>();
        foreach (var (name, tally) in names)
        {
            if (list.TryFind(Encoding.UTF8.GetBytes(name), out var found))
                excluded.Add(new ExcludedStatistic(found.Axis, name, tally.Labels, tally.AtThreshold));
        }

        return
        [
            .. excluded.OrderBy(name => name.Axis, StringComparer.Ordinal).ThenByDescending(name => name.Labels)
                .ThenBy(name => name.Name, StringComparer.Ordinal),
        ];
    }
}

namespace Labels.Statistics;

/// <summary>A label name and its labels.</summary>
/// <param name="Name">As the service wrote it. Data, never markup.</param>
/// <param name="Labels">Labels of that name; twice in one record counts twice.</param>
/// <param name="MeanConfidence">Their mean confidence in percent, rounded to 10 decimal places.</param>
/// <param name="ShareAtThreshold">
/// Share of them at or above <see cref="StatisticsReport.Threshold"/>, 0 to 1, rounded to 10 decimal places.
/// </param>
public sealed record LabelStatistic(string Name, long Labels, decimal MeanConfidence, decimal ShareAtThreshold);

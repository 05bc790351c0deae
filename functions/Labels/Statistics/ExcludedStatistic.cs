namespace Labels.Statistics;

/// <summary>A name on the exclusion list that occurs.</summary>
/// <param name="Axis">What it says something of.</param>
/// <param name="Name">As the service wrote it. Data, never markup.</param>
/// <param name="Labels">Labels of that name.</param>
/// <param name="LabelsAtThreshold">Those of them at or above <see cref="StatisticsReport.Threshold"/>.</param>
public sealed record ExcludedStatistic(string Axis, string Name, long Labels, long LabelsAtThreshold);

namespace Labels.Statistics;

/// <summary>What a minimum confidence would leave.</summary>
/// <param name="Confidence">The minimum in percent, inclusive.</param>
/// <param name="Labels">Labels at or above it.</param>
/// <param name="Images">Images with at least one such label.</param>
public sealed record ThresholdPoint(decimal Confidence, long Labels, long Images);

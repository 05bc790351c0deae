namespace Labels.Statistics;

/// <summary>
/// Bytes that should be <see cref="LabelStatistics"/> are not, or not of a version that is known here. Nothing was taken from them.
/// </summary>
public sealed class UnreadableStatistics(string message) : Exception(message);

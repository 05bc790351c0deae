namespace Catalog.Estimates;

/// <summary>A number of images or rows that a sample stands for.</summary>
/// <param name="Value">The most likely number.</param>
/// <param name="Low">The least that it is, with a confidence of 95 %; the value itself where the whole file was compared.</param>
/// <param name="High">The most that it is, likewise.</param>
public sealed record EstimatedCount(long Value, long Low, long High);

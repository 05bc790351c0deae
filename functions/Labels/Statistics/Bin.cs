namespace Labels.Statistics;

/// <summary>One bar of a histogram of confidences.</summary>
/// <param name="From">Lower bound in percent, inclusive.</param>
/// <param name="To">Upper bound in percent, exclusive; inclusive where it is 100.</param>
/// <param name="Labels">Labels between the two.</param>
public sealed record Bin(decimal From, decimal To, long Labels);

namespace GroundTruth.LabelFile;

/// <summary>A line of the output manifest that has no record in the label file.</summary>
internal sealed record LeftOutLine(long Line, LeftOutReason Reason);

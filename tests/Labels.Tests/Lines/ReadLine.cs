namespace LabelsTests.Lines;

/// <summary>A line as a test keeps it.</summary>
internal sealed record ReadLine(long Offset, string Text);

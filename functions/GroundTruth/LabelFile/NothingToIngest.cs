namespace GroundTruth.LabelFile;

/// <summary>No object of the output manifest has a label that could go into a label file. Nothing was written.</summary>
public sealed class NothingToIngest(string message) : Exception(message);

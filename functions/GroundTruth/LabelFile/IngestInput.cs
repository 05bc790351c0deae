namespace GroundTruth.LabelFile;

/// <summary>What an execution of the ingestion's state machine is started with.</summary>
internal sealed record IngestInput(string Source, string Provider);

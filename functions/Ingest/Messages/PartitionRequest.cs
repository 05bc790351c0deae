using Ingest.Settings;

namespace Ingest.Messages;

/// <summary>One share of the merge plan to bring into the catalog.</summary>
internal sealed record PartitionRequest(string RunId, IngestSettings Settings, int Partition);

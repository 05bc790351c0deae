using Ingest.Settings;

namespace Ingest.Messages;

/// <summary>One shard to load. The source is in the ledger.</summary>
internal sealed record ShardRequest(string RunId, IngestSettings Settings, long Shard);

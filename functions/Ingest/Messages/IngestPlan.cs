using Catalog.Ledger;
using Ingest.Settings;

namespace Ingest.Messages;

/// <summary>A planned run: what all later states work from.</summary>
/// <param name="RunId">The execution's name.</param>
/// <param name="Source">The label file, pinned to its version.</param>
/// <param name="Settings">All settings, resolved.</param>
/// <param name="Shards">The numbers 0, 1, 2, …: shard i is bytes [i·shardBytes, (i+1)·shardBytes).</param>
internal sealed record IngestPlan(string RunId, SourceVersion Source, IngestSettings Settings, IReadOnlyList<int> Shards);

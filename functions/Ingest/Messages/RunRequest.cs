using Ingest.Settings;

namespace Ingest.Messages;

/// <summary>A run to be checked or finished.</summary>
internal sealed record RunRequest(string RunId, IngestSettings Settings);

using System.Text.Json;

namespace Ingest.Messages;

/// <summary>What starts a run.</summary>
/// <param name="Input">The execution's input, as somebody wrote it.</param>
/// <param name="RunId">The execution's name.</param>
/// <param name="StartedAt">When the execution started.</param>
internal sealed record PlanRequest(JsonElement Input, string RunId, DateTimeOffset? StartedAt = null);

using System.Text.Json;

namespace Curation.Messages;

/// <summary>What starts a refresh, and lets it go on.</summary>
/// <param name="Input">The execution's input, as somebody wrote it.</param>
/// <param name="RefreshId">The execution's name.</param>
/// <param name="StartedAt">When the execution started.</param>
internal sealed record RefreshRequest(JsonElement Input, string RefreshId, DateTimeOffset StartedAt);

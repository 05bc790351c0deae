using System.Text.Json;

namespace Curation.Messages;

/// <summary>What starts an inventory, and asks for more of it.</summary>
/// <param name="Input">The execution's input, as somebody wrote it.</param>
/// <param name="InventoryId">The execution's name.</param>
/// <param name="StartedAt">When the execution started.</param>
internal sealed record InventoryRequest(JsonElement Input, JsonElement InventoryId, DateTimeOffset StartedAt);

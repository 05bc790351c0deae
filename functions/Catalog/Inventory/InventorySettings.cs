namespace Catalog.Inventory;

/// <summary>What an inventory is asked to count.</summary>
/// <param name="Table">The catalog table.</param>
/// <param name="Providers">
/// Whose tags, in order and each once, compared as rules compare them; an empty name stands for tags that name no provider. Null for all
/// tags, odd ones too.
/// </param>
/// <param name="BatchRows">Images in a transaction.</param>
/// <param name="StartedAt">When its execution started. Another execution may have the same name, but not the same start.</param>
public sealed record InventorySettings(string Table, IReadOnlyList<string>? Providers, int BatchRows, DateTimeOffset StartedAt);

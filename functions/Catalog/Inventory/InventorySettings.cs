namespace Catalog.Inventory;

/// <summary>What an inventory is asked to count.</summary>
/// <param name="Table">The catalog table.</param>
/// <param name="Providers">Whose tags, in order and each once; null for those that have a rule in the policy.</param>
/// <param name="BatchRows">Images in a transaction.</param>
public sealed record InventorySettings(string Table, IReadOnlyList<string>? Providers, int BatchRows)
{
    internal bool IsSame(InventorySettings other) =>
        Table == other.Table && BatchRows == other.BatchRows
        && (Providers is null ? other.Providers is null : other.Providers is not null && Providers.SequenceEqual(other.Providers, StringComparer.Ordinal));

    public override string ToString() =>
        $"table {Table}, providers {(Providers is null ? "those with a rule" : string.Join(", ", Providers))}, batchRows {BatchRows}";
}

using Catalog.Inventory;
using Curation.Messages;
using Hosting.Settings;

namespace Curation.Settings;

/// <summary>What somebody asked for when they started an inventory, checked key by key.</summary>
internal static class InventoryInput
{
    private const int MostProviders = 20;
    private const int LongestProvider = 200;

    /// <param name="request">The input of the execution, as it came, and when that started.</param>
    /// <param name="tables">Catalog tables that may be named.</param>
    /// <exception cref="InvalidSettings">A key is unknown, or its value is of the wrong type or out of range.</exception>
    public static InventorySettings Read(InventoryRequest request, IReadOnlyList<string> tables)
    {
        var asked = new InputObject(request.Input, "table", "providers", "batchRows");
        return new InventorySettings(
            asked.Optional("table")?.OneOf([.. tables.Select(table => (table, table))]) ?? "image",
            asked.Optional("providers")?.TextList(MostProviders, LongestProvider).Order(StringComparer.Ordinal).ToArray(),
            (int)(asked.Optional("batchRows")?.WholeNumber(1, 1_000_000) ?? 10_000),
            request.StartedAt);
    }
}

namespace Catalog.Inventory;

/// <summary>Another inventory had that name and other settings. Start a new execution under a name of its own.</summary>
public sealed class InventoryExists(string inventoryId, InventorySettings settings)
    : Exception($"There is an inventory '{inventoryId}' already, with other settings: {settings}.");

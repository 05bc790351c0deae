namespace Catalog.Inventory;

/// <summary>Another execution had that name, or the same one other settings. Start a new execution under a name of its own.</summary>
public sealed class InventoryExists(string inventoryId)
    : Exception($"There is an inventory '{inventoryId}' already, of another execution or with other settings. Take this one under another name.");

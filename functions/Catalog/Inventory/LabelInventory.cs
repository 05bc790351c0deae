namespace Catalog.Inventory;

/// <summary>An inventory that has begun.</summary>
/// <param name="Number">Its key in the database.</param>
/// <param name="Id">Its name: that of the execution.</param>
/// <param name="Settings">What it was asked for.</param>
public sealed record LabelInventory(long Number, string Id, InventorySettings Settings);

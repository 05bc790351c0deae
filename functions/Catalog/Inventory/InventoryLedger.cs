using Hosting.Settings;
using Npgsql;
using NpgsqlTypes;

namespace Catalog.Inventory;

/// <summary>Which inventories there are. Each is noted once, however often it is called.</summary>
public sealed class InventoryLedger(NpgsqlDataSource database)
{
    private const string Select =
        """
        SELECT inventory_number, catalog_table, asked_providers, batch_rows, providers
        FROM tag_policy.inventory
        WHERE inventory_id = $1 AND committed_at >= clock_timestamp() - $2
        """;

    /// <summary>One that somebody is counting for just now is not old, whatever its row says.</summary>
    private const string DeleteOld =
        """
        DELETE FROM tag_policy.inventory
        WHERE inventory_number IN (
          SELECT inventory_number FROM tag_policy.inventory WHERE committed_at < clock_timestamp() - $1 FOR UPDATE SKIP LOCKED)
        """;

    /// <summary>How long an inventory is kept after its last batch: until its execution's name may be given to another.</summary>
    public static TimeSpan Retention { get; } = TimeSpan.FromDays(90);

    /// <summary>Notes an inventory, with the policy as it is now, unless it has begun already. A new one removes those of long ago.</summary>
    /// <exception cref="InventoryExists">It has begun with other settings.</exception>
    /// <exception cref="InvalidSettings">No provider was asked for, and none has a rule.</exception>
    public async Task<LabelInventory> BeginAsync(string inventoryId, InventorySettings settings, CancellationToken cancellationToken)
    {
        var inventory = await FindAsync(inventoryId, cancellationToken) ?? await CreateAsync(inventoryId, settings, cancellationToken);
        return inventory.Settings.IsSame(settings) ? inventory : throw new InventoryExists(inventoryId, inventory.Settings);
    }

    private async Task<LabelInventory> CreateAsync(string inventoryId, InventorySettings settings, CancellationToken cancellationToken)
    {
        await InventorySchema.EnsureAsync(database, cancellationToken);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(DeleteOld, [new() { Value = Retention }], cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(
            SqlScript.Read("begin-inventory.sql"),
            [
                new() { Value = inventoryId },
                new() { Value = settings.Table },
                new() { Value = settings.Providers?.ToArray() ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                new() { Value = settings.BatchRows },
            ],
            cancellationToken);
        var inventory = (await FindAsync(connection, inventoryId, cancellationToken))!;
        if (inventory.Providers.Count == 0)
            throw new InvalidSettings("providers is missing, and no provider has a rule in tag_policy.provider_rule. Name at least one.");

        await transaction.CommitAsync(cancellationToken);
        return inventory;
    }

    private async Task<LabelInventory?> FindAsync(string inventoryId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            return await FindAsync(connection, inventoryId, cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            // No inventory has been taken of this database yet.
            return null;
        }
    }

    private static async Task<LabelInventory?> FindAsync(NpgsqlConnection connection, string inventoryId, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(Select, [new() { Value = inventoryId }, new() { Value = Retention }]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;

        var asked = await reader.IsDBNullAsync(2, cancellationToken) ? null : reader.GetFieldValue<string[]>(2);
        var settings = new InventorySettings(reader.GetString(1), asked, reader.GetInt32(3));
        return new LabelInventory(reader.GetInt64(0), inventoryId, settings, reader.GetFieldValue<string[]>(4));
    }
}

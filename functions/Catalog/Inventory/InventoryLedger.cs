using Npgsql;
using NpgsqlTypes;

namespace Catalog.Inventory;

/// <summary>Which inventories there are. Each is noted once, however often it is called.</summary>
public sealed class InventoryLedger(NpgsqlDataSource database)
{
    /// <summary>
    /// Another execution of the same name, whenever it started, would find its work done, and tell of a catalog as it was then.
    /// </summary>
    private const string Select =
        """
        SELECT inventory_number, (catalog_table, batch_rows, started_at) = ($2, $4, $5) AND asked_providers IS NOT DISTINCT FROM $3
        FROM tag_policy.inventory
        WHERE inventory_id = $1 AND committed_at >= clock_timestamp() - $6
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
    /// <exception cref="InventoryExists">Another execution had the name, or it has begun with other settings.</exception>
    public async Task<LabelInventory> BeginAsync(string inventoryId, InventorySettings settings, CancellationToken cancellationToken)
    {
        if (await FindAsync(inventoryId, settings, cancellationToken) is { } begun)
            return begun;

        await InventorySchema.EnsureAsync(database, cancellationToken);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(DeleteOld, [new() { Value = Retention }], cancellationToken);
        await connection.ExecuteAsync(SqlScript.Read("begin-inventory.sql"), Parameters(inventoryId, settings), cancellationToken);
        return (await FindAsync(connection, inventoryId, settings, cancellationToken))!;
    }

    private async Task<LabelInventory?> FindAsync(string inventoryId, InventorySettings settings, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            return await FindAsync(connection, inventoryId, settings, cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            // No inventory has been taken of this database yet.
            return null;
        }
    }

    private static async Task<LabelInventory?> FindAsync(
        NpgsqlConnection connection, string inventoryId, InventorySettings settings, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(Select, [.. Parameters(inventoryId, settings), new() { Value = Retention }]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;

        return reader.GetBoolean(1) ? new LabelInventory(reader.GetInt64(0), inventoryId, settings) : throw new InventoryExists(inventoryId);
    }

    private static NpgsqlParameter[] Parameters(string inventoryId, InventorySettings settings) =>
    [
        new() { Value = inventoryId },
        new() { Value = settings.Table },
        new() { Value = settings.Providers?.ToArray() ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
        new() { Value = settings.BatchRows },
        new() { Value = settings.StartedAt.ToUniversalTime() },
    ];
}

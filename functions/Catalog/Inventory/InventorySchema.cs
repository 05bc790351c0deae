using Catalog.Policy;
using Npgsql;

namespace Catalog.Inventory;

/// <summary>The tables of inventories in schema <c>tag_policy</c>, made where they are missing.</summary>
internal static class InventorySchema
{
    /// <summary>Any number that differs from other advisory locks of this project.</summary>
    private const long AdvisoryLock = 0x496E_7665_6E74;

    public static async Task EnsureAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await PolicySchema.EnsureAsync(database, cancellationToken);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock($1)", [new() { Value = AdvisoryLock }], cancellationToken);
        await connection.ExecuteAsync("SET LOCAL client_min_messages = warning", [], cancellationToken);
        await connection.ExecuteAsync(SqlScript.Read("inventory.sql"), [], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}

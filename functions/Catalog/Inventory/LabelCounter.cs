using Npgsql;

namespace Catalog.Inventory;

/// <summary>
/// Counts labels batch by batch, in the order of the images' identifiers. The database does the work, so it does not matter to the worker
/// how many labels there are. The catalog is only read.
/// </summary>
public sealed class LabelCounter(NpgsqlDataSource database, LabelInventory inventory, CatalogTable table)
{
    /// <summary>How many counts an accuracy's range is divided into, each as wide as the others.</summary>
    public const int Buckets = 20;

    /// <summary>
    /// The row stays locked until the batch is committed. So a second worker, or one that follows on one that was killed, begins where the
    /// last batch ended, and no image is counted twice.
    /// </summary>
    private const string LockPosition =
        "SELECT last_identifier, counted_at IS NOT NULL FROM tag_policy.inventory WHERE inventory_number = $1 FOR UPDATE";

    /// <summary>Without sorting, the next images come from the index on their identifiers: the planner does not know how few they are.</summary>
    private const string Settings = "SET LOCAL jit = off; SET LOCAL work_mem = '64MB'; SET LOCAL enable_sort = off";

    private readonly string first = Sql(table, ">=");
    private readonly string next = Sql(table, ">");

    /// <summary>Counts the labels of the next images, in one transaction.</summary>
    /// <returns>Whether there may be more.</returns>
    /// <exception cref="UnknownTable">The table was removed meanwhile.</exception>
    public async Task<bool> CountBatchAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(Settings, [], cancellationToken);
        var (last, isDone) = await PositionAsync(connection, cancellationToken);
        if (isDone)
            return false;

        var isMore = await CountAsync(connection, last, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return isMore;
    }

    private async Task<bool> CountAsync(NpgsqlConnection connection, Guid? last, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.ScalarAsync<bool>(
                last is null ? first : next, [new() { Value = inventory.Number }, new() { Value = last ?? Guid.Empty }], cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn)
        {
            throw new UnknownTable($"Table {table.Sql} was changed while it was counted: {e.MessageText}.");
        }
    }

    private async Task<(Guid? Last, bool IsDone)> PositionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(LockPosition, [new() { Value = inventory.Number }]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (await reader.IsDBNullAsync(0, cancellationToken) ? null : reader.GetGuid(0), reader.GetBoolean(1))
            : throw new InvalidOperationException($"Inventory '{inventory.Id}' was removed while it was taken.");
    }

    private static string Sql(CatalogTable table, string after) =>
        SqlScript.Read("count-batch.sql")
            .Replace("{buckets}", string.Join(", ", Enumerable.Range(1, Buckets).Select(number => $"count(*) FILTER (WHERE bucket = {number})")), StringComparison.Ordinal)
            .Replace("{after}", after, StringComparison.Ordinal)
            .Replace("{catalog}", table.Sql, StringComparison.Ordinal);
}

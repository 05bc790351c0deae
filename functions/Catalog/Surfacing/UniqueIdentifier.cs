using Npgsql;

namespace Catalog.Surfacing;

/// <summary>
/// What going through a table page by page stands on. Without an index each page would go through all of the table; and of two rows with
/// one identifier, a page that ends between them would lose the second. Those with none stand after all others, and no page comes after them.
/// </summary>
public static class UniqueIdentifier
{
    private const string IsUnique =
        """
        SELECT EXISTS (
          SELECT
          FROM pg_attribute
          JOIN pg_index ON indrelid = attrelid AND indkey[0] = attnum
          WHERE attrelid = to_regclass($1) AND attname = 'identifier' AND atttypid = 'uuid'::regtype AND attnotnull AND NOT attisdropped
            AND indisunique AND indisvalid AND indpred IS NULL AND indnkeyatts = 1)
        """;

    /// <exception cref="UnknownTable">The table has no such column, or no unique index on it.</exception>
    public static Task RequireAsync(NpgsqlDataSource database, CatalogTable table, CancellationToken cancellationToken) =>
        RequireAsync(database, table.Sql, cancellationToken);

    /// <param name="table">As it stands in a statement.</param>
    internal static async Task RequireAsync(NpgsqlDataSource database, string table, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(IsUnique);
        command.Parameters.Add(new() { Value = table });
        if (await command.ExecuteScalarAsync(cancellationToken) is not true)
            throw new UnknownTable($"Table {table} needs a column identifier of type uuid that is NOT NULL, with a unique index on it alone.");
    }
}

using Npgsql;

namespace Catalog;

/// <summary>A table of the catalog that takes tags: it belongs to somebody else, and is only ever updated in two columns.</summary>
public sealed class CatalogTable
{
    private const string FindColumns =
        """
        SELECT attribute.attname::text, format_type(attribute.atttypid, NULL), class.relkind = 'r'
        FROM pg_class AS class
        JOIN pg_attribute AS attribute ON attribute.attrelid = class.oid
        WHERE class.oid = to_regclass($1) AND attribute.attnum > 0 AND NOT attribute.attisdropped
        """;

    private static readonly Dictionary<string, string> Required = new(StringComparer.Ordinal)
    {
        ["identifier"] = "uuid",
        ["tags"] = "jsonb",
        ["updated_on"] = "timestamp with time zone",
    };

    internal CatalogTable(string name) => Sql = SqlIdentifier.Quote(name);

    /// <summary>The name as it stands in a statement, found along the search path.</summary>
    internal string Sql { get; }

    /// <summary>
    /// Finds an ordinary table. A merge tells by a row's address and version that it is still what it was, which a view, a partitioned
    /// or a foreign table does not say.
    /// </summary>
    /// <exception cref="UnknownTable">There is no such table, or it lacks a column that the merge needs.</exception>
    public static async Task<CatalogTable> FindAsync(NpgsqlDataSource database, string name, CancellationToken cancellationToken)
    {
        var table = new CatalogTable(name);
        var isOrdinary = true;
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var command = database.CreateCommand(FindColumns);
        command.Parameters.Add(new() { Value = table.Sql });
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                found[reader.GetString(0)] = reader.GetString(1);
                isOrdinary = reader.GetBoolean(2);
            }
        }

        if (found.Count == 0)
            throw new UnknownTable($"The database has no table {table.Sql}.");

        if (!isOrdinary)
            throw new UnknownTable($"{table.Sql} is a view, a partitioned or a foreign table; allowed is an ordinary table.");

        foreach (var (column, type) in Required)
        {
            if (found.GetValueOrDefault(column) != type)
                throw new UnknownTable($"Table {table.Sql} needs a column {column} of type {type}.");
        }

        return table;
    }
}

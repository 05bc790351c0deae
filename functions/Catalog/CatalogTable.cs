using Npgsql;

namespace Catalog;

/// <summary>A table of the catalog that takes tags: it belongs to somebody else, and is only ever updated in two columns.</summary>
public sealed class CatalogTable
{
    private const string FindColumns =
        """
        SELECT attribute.attname::text, format_type(attribute.atttypid, NULL)
        FROM pg_attribute AS attribute
        WHERE attribute.attrelid = to_regclass($1) AND attribute.attnum > 0 AND NOT attribute.attisdropped
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

    /// <exception cref="UnknownTable">There is no such table, or it lacks a column that the merge needs.</exception>
    public static async Task<CatalogTable> FindAsync(NpgsqlDataSource database, string name, CancellationToken cancellationToken)
    {
        var table = new CatalogTable(name);
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var command = database.CreateCommand(FindColumns);
        command.Parameters.Add(new() { Value = table.Sql });
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                found[reader.GetString(0)] = reader.GetString(1);
        }

        if (found.Count == 0)
            throw new UnknownTable($"The database has no table {table.Sql}.");

        foreach (var (column, type) in Required)
        {
            if (found.GetValueOrDefault(column) != type)
                throw new UnknownTable($"Table {table.Sql} needs a column {column} of type {type}.");
        }

        return table;
    }
}

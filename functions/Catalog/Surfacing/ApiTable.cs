using Npgsql;

namespace Catalog.Surfacing;

/// <summary>A table from which the API shows tags. It has columns of its own, so rows are only ever updated.</summary>
public sealed class ApiTable
{
    /// <summary>
    /// A part of another table is refused too: that one may be the catalog's. So is one with a rule, by which an update may be one of another
    /// table. And so is what the policy has a view of: that is a table of the catalog, whoever forgot to say so.
    /// </summary>
    private const string Find =
        """
        SELECT class.relkind = 'r' AND NOT EXISTS (SELECT FROM pg_inherits WHERE class.oid IN (inhrelid, inhparent))
                 AND NOT EXISTS (SELECT FROM pg_rewrite WHERE ev_class = class.oid),
               EXISTS (SELECT FROM unnest($2) AS catalog (name) WHERE to_regclass(catalog.name) = class.oid)
                 OR EXISTS (SELECT FROM pg_depend JOIN pg_rewrite ON pg_rewrite.oid = objid JOIN pg_class AS shown ON shown.oid = ev_class
                            WHERE classid = 'pg_rewrite'::regclass AND refclassid = 'pg_class'::regclass AND refobjid = class.oid
                              AND shown.relnamespace = to_regnamespace('tag_policy')),
               EXISTS (SELECT FROM pg_attribute
                       WHERE attrelid = class.oid AND attname = 'tags' AND atttypid = 'jsonb'::regtype AND attgenerated = ''),
               coalesce(
                 (SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = class.oid AND attname = 'updated_on' AND NOT attisdropped),
                 '')
        FROM pg_class AS class
        WHERE class.oid = to_regclass($1)
        """;

    private ApiTable(string sql, bool hasUpdatedOn) => (Sql, HasUpdatedOn) = (sql, hasUpdatedOn);

    /// <summary>The name as it stands in a statement.</summary>
    internal string Sql { get; }

    /// <summary>Whether a row notes when it was last changed.</summary>
    internal bool HasUpdatedOn { get; }

    /// <param name="database">The database of the catalog, in which the API's tables are too.</param>
    /// <param name="name">The table's name, or its schema's and its name with a dot between.</param>
    /// <param name="catalogTables">Tables that no refresh may write to, whoever allowed it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnknownTable">There is no such table, or it cannot be refreshed.</exception>
    public static async Task<ApiTable> FindAsync(
        NpgsqlDataSource database, string name, IReadOnlyList<string> catalogTables, CancellationToken cancellationToken)
    {
        var parts = name.Split('.', 2);
        if (parts.Contains("", StringComparer.Ordinal))
            throw new UnknownTable($"'{name}' is no table's name; allowed is table or schema.table.");

        var sql = string.Join('.', parts.Select(SqlIdentifier.Quote));
        var table = new ApiTable(sql, await CheckAsync(database, sql, catalogTables, cancellationToken));
        await UniqueIdentifier.RequireAsync(database, sql, cancellationToken);
        return table;
    }

    /// <returns>Whether the table has a column <c>updated_on</c>.</returns>
    private static async Task<bool> CheckAsync(
        NpgsqlDataSource database, string sql, IReadOnlyList<string> catalogTables, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Find);
        command.Parameters.Add(new() { Value = sql });
        command.Parameters.Add(new() { Value = catalogTables.Select(SqlIdentifier.Quote).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            throw new UnknownTable($"The database has no table {sql}.");

        if (reader.GetBoolean(1))
            throw new UnknownTable($"{sql} is a table of the catalog, which keeps every tag; allowed is a table of the API.");

        if (!reader.GetBoolean(0))
            throw new UnknownTable($"{sql} is a view, a foreign table, part of another table or has rules; allowed is an ordinary table.");

        if (!reader.GetBoolean(2))
            throw new UnknownTable($"Table {sql} needs a column tags of type jsonb that is not generated.");

        return reader.GetString(3) switch
        {
            "" => false,
            "timestamp with time zone" or "timestamp without time zone" => true,
            var type => throw new UnknownTable($"Column updated_on of table {sql} is of type {type}; allowed is a timestamp, or no such column."),
        };
    }
}

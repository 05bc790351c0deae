using Npgsql;

namespace Catalog.Schema;

/// <summary>The tables of schema <c>label_ingest</c>, made where they are missing. The catalog's own tables are never altered.</summary>
public static class CatalogSchema
{
    /// <summary>
    /// Any number: it only has to differ from other advisory locks of this project. CREATE … IF NOT EXISTS is not safe against a
    /// second session that creates the same.
    /// </summary>
    private const long AdvisoryLock = 0x4C61_6265_6C73;

    /// <exception cref="UnsupportedEncoding">The database keeps text in another encoding than UTF-8; nothing was made.</exception>
    public static async Task EnsureAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (connection.PostgresParameters["server_encoding"] is not "UTF8" and var encoding)
            throw new UnsupportedEncoding(encoding);

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock($1)", [new() { Value = AdvisoryLock }], cancellationToken);
        await connection.ExecuteAsync("SET LOCAL client_min_messages = warning", [], cancellationToken);
        await connection.ExecuteAsync(SqlScript.Read("schema.sql"), [], cancellationToken);
        await connection.ExecuteAsync(SqlScript.Read("runs-view.sql"), [], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}

using Npgsql;

namespace Local.SampleCatalog;

/// <summary>The catalog's tables, for a database that has none.</summary>
public static class MediaTables
{
    /// <summary>Makes tables <c>image</c> and <c>audio</c>, unless there is an <c>image</c> already: that is somebody's own.</summary>
    /// <returns>Whether they were made.</returns>
    public static async Task<bool> CreateIfMissingAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using (var exists = database.CreateCommand("SELECT to_regclass('image') IS NOT NULL"))
        {
            if (await exists.ExecuteScalarAsync(cancellationToken) is true)
                return false;
        }

        await using var create = database.CreateCommand(EmbeddedText.Read("media-tables.sql"));
        await create.ExecuteNonQueryAsync(cancellationToken);
        return true;
    }

    /// <returns>Those of <c>image</c> and <c>audio</c> that the database has, separated by commas.</returns>
    public static async Task<string> ListAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var list = database.CreateCommand(
            "SELECT coalesce(string_agg(name, ','), '') FROM unnest(ARRAY['image', 'audio']) AS name WHERE to_regclass(name) IS NOT NULL");
        return (string)(await list.ExecuteScalarAsync(cancellationToken))!;
    }
}

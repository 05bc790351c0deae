using Npgsql;

namespace Benchmarks.Merge;

internal static class DatabaseExtensions
{
    public static async Task ExecuteAsync(this NpgsqlDataSource database, string sql, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<T> ScalarAsync<T>(this NpgsqlDataSource database, string sql, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Reads tables and indexes into the server's buffers. The catalog has the extension.</summary>
    public static Task ReadIntoMemoryAsync(this NpgsqlDataSource database, CancellationToken cancellationToken) => database.ExecuteAsync(
        """
        SELECT sum(pg_prewarm(oid))
        FROM pg_class
        WHERE relkind IN ('r', 'i') AND relnamespace IN ('public'::regnamespace, 'label_ingest'::regnamespace)
        """,
        cancellationToken);
}

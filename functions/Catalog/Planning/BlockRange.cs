using Npgsql;

namespace Catalog.Planning;

/// <summary>Pages of a table, from <paramref name="First"/> up to but without <paramref name="End"/>.</summary>
internal readonly record struct BlockRange(long First, long End)
{
    private const string CountBlocks = "SELECT pg_relation_size($1::regclass) / current_setting('block_size')::bigint";

    public bool IsEmpty => First >= End;

    /// <summary>All pages that a table has now.</summary>
    public static async Task<BlockRange> OfTableAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken) =>
        new(0, await connection.ScalarAsync<long>(CountBlocks, [new() { Value = table }], cancellationToken));

    /// <summary>The first <paramref name="count"/> of them, and those that are left.</summary>
    public (BlockRange Head, BlockRange Tail) Split(long count)
    {
        var border = Math.Min(First + count, End);
        return (new BlockRange(First, border), new BlockRange(border, End));
    }

    /// <summary>Puts the range into a statement: as constants, so that the planner knows how many rows to expect.</summary>
    public string In(string sql) =>
        sql.Replace("{first}", $"{First}", StringComparison.Ordinal).Replace("{end}", $"{End}", StringComparison.Ordinal);
}

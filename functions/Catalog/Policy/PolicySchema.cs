using Npgsql;

namespace Catalog.Policy;

/// <summary>Schema <c>tag_policy</c>, made where it is missing. The catalog's own tables are never altered.</summary>
public static class PolicySchema
{
    /// <summary>Any number that differs from other advisory locks of this project.</summary>
    private const long AdvisoryLock = 0x506F_6C69_6379;

    public static async Task EnsureAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock($1)", [new() { Value = AdvisoryLock }], cancellationToken);
        await connection.ExecuteAsync("SET LOCAL client_min_messages = warning", [], cancellationToken);
        await connection.ExecuteAsync(SqlScript.Read("policy.sql"), [], cancellationToken);
        await connection.ExecuteAsync(SqlScript.Read("refresh.sql"), [], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}

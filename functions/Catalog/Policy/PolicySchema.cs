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
        await CreateAsync(connection, cancellationToken);
        if (await TakeTurnAsync(connection, cancellationToken) == 0)
            await WithholdMachinesAsync(connection, cancellationToken);

        await transaction.CommitAsync(cancellationToken);
    }

    internal static async Task CreateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock($1)", [new() { Value = AdvisoryLock }], cancellationToken);
        await connection.ExecuteAsync("SET LOCAL client_min_messages = warning", [], cancellationToken);
        await connection.ExecuteAsync(SqlScript.Read("policy.sql"), [], cancellationToken);
        await connection.ExecuteAsync(SqlScript.Read("refresh.sql"), [], cancellationToken);
    }

    /// <summary>Whoever else changes the policy waits until this transaction ends.</summary>
    /// <returns>The policy's version: 0 if nothing has ever been decided.</returns>
    internal static Task<long> TakeTurnAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ScalarAsync<long>("SELECT version FROM tag_policy.compiled FOR UPDATE", [], cancellationToken);

    /// <summary>For the first moment. Later on it is for curators to say.</summary>
    internal static Task WithholdMachinesAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        ProviderRules.AddMissingAsync(connection, PolicyFiles.PackagedProviders(), cancellationToken);
}

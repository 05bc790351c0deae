using Npgsql;
using NpgsqlTypes;

namespace CatalogTests;

/// <summary>Somebody else who works on the catalog, in a transaction that stays open.</summary>
internal sealed class Writer(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Writer> BeginAsync(TestCatalog catalog)
    {
        var connection = await catalog.Database.OpenConnectionAsync(Cancellation);
        return new Writer(connection, await connection.BeginTransactionAsync(Cancellation));
    }

    public async Task UpdateAsync(Guid image, string? tags = null)
    {
        await using var command = new NpgsqlCommand(
            "UPDATE image SET title = 'written', tags = coalesce($2, tags) WHERE identifier = $1", connection);
        command.Parameters.Add(new() { Value = image });
        command.Parameters.Add(new() { Value = (object?)tags ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Jsonb });
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancellation));
    }

    public Task CommitAsync() => transaction.CommitAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}

using Catalog;
using Catalog.Access;
using Npgsql;

namespace CatalogTests.Access;

/// <summary>A server that goes away under a connection: whoever finds out, and when, the failure has the name that is tried again.</summary>
public sealed class LostConnectionTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_comes_next_on_a_connection_that_is_lost_is_tried_again()
    {
        await using var database = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync());
        await using var connection = await database.OpenConnectionAsync(Cancellation);
        await using var end = new NpgsqlCommand("SELECT pg_terminate_backend(pg_backend_pid())", connection);
        var first = await Assert.ThrowsAnyAsync<NpgsqlException>(() => end.ExecuteNonQueryAsync(Cancellation));

        var next = await Assert.ThrowsAsync<InvalidOperationException>(() => connection.BeginTransactionAsync(Cancellation).AsTask());

        Assert.IsType<DatabaseUnavailable>(DatabaseFailure.NameOf(first));
        Assert.IsType<DatabaseUnavailable>(DatabaseFailure.NameOf(next));
        Assert.Null(DatabaseFailure.NameOf(new InvalidOperationException("Another mistake.")));
    }
}

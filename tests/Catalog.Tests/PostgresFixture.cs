using Local.Postgres;

[assembly: AssemblyFixture(typeof(CatalogTests.PostgresFixture))]

namespace CatalogTests;

/// <summary>One server for all tests of this assembly; each test has a database of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private PostgresServer? server;
    private int databases;

    public PostgresServer Server => server ?? throw new InvalidOperationException("The server has not been started.");

    public async ValueTask InitializeAsync() =>
        server = await PostgresServer.StartAsync(new PostgresOptions(), TestContext.Current.CancellationToken);

    public Task<string> CreateDatabaseAsync() =>
        Server.CreateDatabaseAsync(
            $"test_{Interlocked.Increment(ref databases)}", cancellationToken: TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
    }
}

namespace CatalogTests.Access;

/// <summary>One guarded server for the tests of a class.</summary>
public sealed class GuardedServerFixture : IAsyncLifetime
{
    private GuardedServer? server;

    internal GuardedServer Server => server ?? throw new InvalidOperationException("The server has not been started.");

    public async ValueTask InitializeAsync() => server = await GuardedServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
    }
}

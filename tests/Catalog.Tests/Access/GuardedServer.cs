using Local.Postgres;
using Npgsql;

namespace CatalogTests.Access;

/// <summary>A server that asks everybody but its superuser for TLS and a password, with a certificate for localhost.</summary>
internal sealed class GuardedServer : IAsyncDisposable
{
    private const string Rules =
        """
        host    all postgres  127.0.0.1/32 trust
        hostssl all uninvited 127.0.0.1/32 reject
        hostssl all all       127.0.0.1/32 scram-sha-256
        """;

    private readonly TestAuthority authority;
    private readonly PostgresServer server;
    private readonly DirectoryInfo folder;

    private GuardedServer(TestAuthority authority, PostgresServer server, DirectoryInfo folder)
    {
        this.authority = authority;
        this.server = server;
        this.folder = folder;
    }

    public string AuthorityPem => authority.Pem;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<GuardedServer> StartAsync()
    {
        var authority = new TestAuthority("Authority of the database");
        var (certificate, key) = authority.Issue("localhost");
        var options = new PostgresOptions
        {
            Settings = new Dictionary<string, string>(new PostgresOptions().Settings, StringComparer.Ordinal) { ["ssl"] = "on" },
            Files = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["pg_hba.conf"] = Rules + "\n",
                ["server.crt"] = certificate,
                ["server.key"] = key,
            },
        };
        return new GuardedServer(authority, await PostgresServer.StartAsync(options, Cancellation), Directory.CreateTempSubdirectory());
    }

    /// <summary>As the superuser.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    public Task SetPasswordAsync(string user, string password) => ExecuteAsync($"ALTER ROLE {user} PASSWORD '{password}'");

    /// <summary>Without a password.</summary>
    /// <param name="user">A role.</param>
    /// <param name="trusted">Authorities that are trusted; the server's unless given.</param>
    public string ConnectionString(string user, params string[] trusted) =>
        new NpgsqlConnectionStringBuilder(server.ConnectionString)
        {
            Host = "localhost",
            Username = user,
            RootCertificate = WriteBundle(trusted is [] ? [authority.Pem] : trusted),
        }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        authority.Dispose();
        folder.Delete(recursive: true);
    }

    private string WriteBundle(string[] authorities)
    {
        var path = Path.Combine(folder.FullName, $"{Guid.NewGuid()}.pem");
        File.WriteAllLines(path, authorities);
        return path;
    }
}

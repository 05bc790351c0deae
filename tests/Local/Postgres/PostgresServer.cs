using Local.Processes;
using Npgsql;

namespace Local.Postgres;

/// <summary>
/// A PostgreSQL server in a folder that goes with it. It listens on loopback alone, where it asks for no password, and has no
/// socket in the file system.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly DataFolder data;
    private readonly int port;
    private readonly string database;
    private Postmaster postmaster;

    private PostgresServer(DataFolder data, Postmaster postmaster, string database)
    {
        this.data = data;
        this.postmaster = postmaster;
        this.database = database;
        port = postmaster.Port;
    }

    /// <summary>For Npgsql; to the database that the options name.</summary>
    public string ConnectionString => ConnectionStringTo(database);

    /// <summary>Sets up a new server, which takes a second or two; the first time ever it may have to be installed.</summary>
    /// <exception cref="MissingPrerequisiteException">There is no PostgreSQL, and it cannot be installed.</exception>
    public static async Task<PostgresServer> StartAsync(PostgresOptions options, CancellationToken cancellationToken)
    {
        var installation = await PostgresInstallation.FindOrInstallAsync(options.OnProgress, cancellationToken);
        var data = await DataFolder.CreateAsync(installation, options, cancellationToken);
        Postmaster? postmaster = null;
        try
        {
            postmaster = await Postmaster.StartAsync(installation, data.Path, options.OnLog, cancellationToken);
            var server = new PostgresServer(data, postmaster, options.Database);
            await server.CreateDatabaseAsync(options.Database, cancellationToken: cancellationToken);
            return server;
        }
        catch
        {
            if (postmaster is not null)
                await postmaster.DisposeAsync();
            data.Dispose();
            throw;
        }
    }

    /// <summary>Adds a database, as cheap as it gets to keep tests apart.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="template">A database to copy, tables and rows included; nobody may be connected to it.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync(string name, string template = "template1", CancellationToken cancellationToken = default)
    {
        await using var connection = new NpgsqlConnection(ConnectionStringTo("postgres", pooling: false));
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {Quote(name)} TEMPLATE {Quote(template)}";
        await command.ExecuteNonQueryAsync(cancellationToken);
        return ConnectionStringTo(name);
    }

    /// <summary>
    /// Lets the server crash and come back on the same port: every connection breaks, what was committed is recovered, and
    /// UNLOGGED tables are empty.
    /// </summary>
    public async Task RestartImmediatelyAsync(CancellationToken cancellationToken = default)
    {
        await postmaster.DisposeAsync();
        postmaster = await postmaster.StartAgainAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await postmaster.DisposeAsync();
        data.Dispose();
    }

    private static string Quote(string identifier) => new NpgsqlCommandBuilder().QuoteIdentifier(identifier);

    private string ConnectionStringTo(string name, bool pooling = true) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = DataFolder.Superuser,
            Database = name,
            Pooling = pooling,
        }.ConnectionString;
}

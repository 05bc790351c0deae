using Local.Postgres;
using Npgsql;

namespace StateMachineTests.LocalCloud;

public sealed class PostgresServerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_crash_keeps_what_was_committed_and_empties_unlogged_tables()
    {
        await using var server = await PostgresServer.StartAsync(new PostgresOptions(), Cancellation);
        await ExecuteAsync(server.ConnectionString, "CREATE TABLE kept AS SELECT 1; CREATE UNLOGGED TABLE lost AS SELECT 1");

        await server.RestartImmediatelyAsync(Cancellation);

        NpgsqlConnection.ClearAllPools();
        Assert.Equal(1L, await ExecuteAsync(server.ConnectionString, "SELECT count(*) FROM kept"));
        Assert.Equal(0L, await ExecuteAsync(server.ConnectionString, "SELECT count(*) FROM lost"));
    }

    [Fact]
    public async Task A_crash_breaks_the_connections_that_are_open()
    {
        await using var server = await PostgresServer.StartAsync(new PostgresOptions(), Cancellation);
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(Cancellation);

        await server.RestartImmediatelyAsync(Cancellation);

        await using var command = new NpgsqlCommand("SELECT 1", connection);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => command.ExecuteScalarAsync(Cancellation));
    }

    [Fact]
    public async Task Databases_of_one_server_know_nothing_of_each_other()
    {
        await using var server = await PostgresServer.StartAsync(new PostgresOptions(), Cancellation);
        var template = await server.CreateDatabaseAsync("with tables", cancellationToken: Cancellation);
        await ExecuteAsync(template + ";Pooling=False", "CREATE TABLE image AS SELECT 7 AS n");

        var one = await server.CreateDatabaseAsync("it's \"one\"", "with tables", Cancellation);
        var two = await server.CreateDatabaseAsync("two", "with tables", Cancellation);
        await ExecuteAsync(one, "TRUNCATE image");

        Assert.Equal(0L, await ExecuteAsync(one, "SELECT count(*) FROM image"));
        Assert.Equal(1L, await ExecuteAsync(two, "SELECT count(*) FROM image"));
    }

    [Fact]
    public async Task Settings_are_what_was_asked_for()
    {
        var settings = new Dictionary<string, string>(new PostgresOptions().Settings, StringComparer.Ordinal)
        {
            ["bonjour_name"] = "it's us",
        };
        var options = new PostgresOptions { Settings = settings, Database = "Other" };
        await using var server = await PostgresServer.StartAsync(options, Cancellation);

        Assert.Equal("256MB", await ExecuteAsync(server.ConnectionString, "SHOW shared_buffers"));
        Assert.Equal("it's us", await ExecuteAsync(server.ConnectionString, "SHOW bonjour_name"));
        Assert.Equal("127.0.0.1", await ExecuteAsync(server.ConnectionString, "SHOW listen_addresses"));
        Assert.Equal("Other", await ExecuteAsync(server.ConnectionString, "SELECT current_database()"));
        Assert.Equal("UTF8", await ExecuteAsync(server.ConnectionString, "SHOW server_encoding"));
    }

    [Fact]
    public async Task Nothing_is_left_of_a_server_that_was_disposed_of()
    {
        var server = await PostgresServer.StartAsync(new PostgresOptions(), Cancellation);
        var folder = (string)(await ExecuteAsync(server.ConnectionString, "SHOW data_directory"))!;
        var processes = (int[])(await ExecuteAsync(server.ConnectionString, "SELECT array_agg(pid) FROM pg_stat_activity"))!;
        Assert.True(Directory.Exists(folder));

        await server.DisposeAsync();

        Assert.False(Directory.Exists(Path.GetDirectoryName(folder)));
        Assert.NotEmpty(processes);
        foreach (var process in processes)
            await Liveness.WaitForEndAsync(process, Cancellation);
    }

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancellation);
    }
}

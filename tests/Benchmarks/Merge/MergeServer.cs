using System.Diagnostics;
using System.Globalization;
using Benchmarks.Cloud;
using Benchmarks.Measuring;
using Catalog;
using Local.Postgres;
using Npgsql;

namespace Benchmarks.Merge;

/// <summary>A server with pristine catalogs, of which each turn gets a copy.</summary>
internal sealed class MergeServer : IAsyncDisposable
{
    private const string Copy = "measured";

    private const string Pages = "SELECT pg_relation_size('image') / current_setting('block_size')::bigint";

    private const string LogPosition = "SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint";

    /// <summary>Reads tables and indexes into the server's buffers. The catalog has the extension.</summary>
    private const string ReadIntoMemory =
        """
        SELECT sum(pg_prewarm(oid))
        FROM pg_class
        WHERE relkind IN ('r', 'i') AND relnamespace IN ('public'::regnamespace, 'label_ingest'::regnamespace)
        """;

    private readonly PostgresServer server;
    private readonly bool isInMemory;

    private MergeServer(PostgresServer server, bool isInMemory)
    {
        this.server = server;
        this.isInMemory = isInMemory;
    }

    /// <param name="options">Of the benchmarks.</param>
    /// <param name="sharedMegabytes">Size of the server's buffers.</param>
    /// <param name="isInMemory">Whether a copy is read into them before its turn.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<MergeServer> StartAsync(
        BenchmarkOptions options, int sharedMegabytes, bool isInMemory, CancellationToken cancellationToken)
    {
        var usual = new PostgresOptions();
        var settings = new Dictionary<string, string>(usual.Settings, StringComparer.Ordinal)
        {
            ["shared_buffers"] = string.Create(CultureInfo.InvariantCulture, $"{sharedMegabytes}MB"),

            // A vacuum or a checkpoint that starts in one contestant's turn and not in the other's would decide between them.
            ["autovacuum"] = "off",
            ["checkpoint_timeout"] = "1h",
            ["max_wal_size"] = "16GB",
        };
        return new MergeServer(
            await PostgresServer.StartAsync(usual with { Settings = settings, OnProgress = options.Progress }, cancellationToken), isInMemory);
    }

    /// <summary>Makes a catalog, empty or as another one is.</summary>
    public async Task<NpgsqlDataSource> CreateAsync(string name, string template, CancellationToken cancellationToken)
    {
        await ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)", cancellationToken);
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy", cancellationToken);
        return Open(name);
    }

    /// <summary>Times something that is done to a copy of a catalog.</summary>
    /// <param name="template">The catalog.</param>
    /// <param name="setting">What the copy has beside that, as <c>name = value</c>.</param>
    /// <param name="rows">How many rows it is done to.</param>
    /// <param name="written">How many of them it must update.</param>
    /// <param name="work">Is given the copy.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Measurement> MeasureAsync(
        string template, string? setting, long rows, long written, Func<NpgsqlDataSource, Task> work, CancellationToken cancellationToken)
    {
        double seconds;
        long log;
        long pages;
        var database = await CreateAsync(Copy, template, cancellationToken);
        await using (database)
        {
            if (setting is not null)
                await ExecuteAsync($"ALTER DATABASE {Copy} SET {setting}", cancellationToken);

            if (isInMemory)
                await database.ExecuteAsync(ReadIntoMemory, cancellationToken);

            await database.ExecuteAsync("CHECKPOINT", cancellationToken);
            pages = await database.ScalarAsync<long>(Pages, cancellationToken);
            log = await database.ScalarAsync<long>(LogPosition, cancellationToken);
            var time = Stopwatch.StartNew();
            await work(database);
            seconds = time.Elapsed.TotalSeconds;
            log = await database.ScalarAsync<long>(LogPosition, cancellationToken) - log;
            pages = await database.ScalarAsync<long>(Pages, cancellationToken) - pages;
        }

        await using var after = Open(Copy);
        var (updated, hot) = await UpdatesAsync(after, written, cancellationToken);
        return updated == written
            ? new Measurement(seconds, rows, new Dictionary<string, double>(StringComparer.Ordinal)
            {
                ["WAL bytes/row"] = (double)log / rows,
                ["HOT %"] = written == 0 ? 0 : 100.0 * hot / written,
                ["pages grown"] = pages,
            })
            : throw new InvalidDataException($"{updated} rows were updated, and not {written}.");
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    /// <summary>A session's counts are there when it has ended, which it does in its own time.</summary>
    private static async Task<(long Updated, long Hot)> UpdatesAsync(NpgsqlDataSource database, long expected, CancellationToken cancellationToken)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            var updated = await database.ScalarAsync<long>("SELECT n_tup_upd FROM pg_stat_user_tables WHERE relname = 'image'", cancellationToken);
            if (updated >= expected || patience.Elapsed > TimeSpan.FromSeconds(10))
            {
                return (updated, await database.ScalarAsync<long>(
                    "SELECT n_tup_hot_upd FROM pg_stat_user_tables WHERE relname = 'image'", cancellationToken));
            }

            await Task.Yield();
        }
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var database = Open("postgres");
        await database.ExecuteAsync(sql, cancellationToken);
    }

    /// <summary>As a function opens it, but that nothing of it stays behind.</summary>
    private NpgsqlDataSource Open(string name) =>
        CatalogDatabase.Open(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name, MaxPoolSize = 8 }.ConnectionString, "Benchmarks");
}

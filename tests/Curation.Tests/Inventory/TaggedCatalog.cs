using Catalog;
using Catalog.Inventory;
using CatalogTests;
using Local.SampleCatalog;
using Npgsql;
using NpgsqlTypes;

namespace CurationTests.Inventory;

/// <summary>A catalog of tagged images in a database of its own, and inventories of it.</summary>
internal sealed class TaggedCatalog(NpgsqlDataSource database) : IAsyncDisposable
{
    public NpgsqlDataSource Database => database;

    /// <summary>When executions start of which nothing else is said.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TaggedCatalog> CreateAsync(PostgresFixture postgres) => await OpenAsync(await postgres.CreateDatabaseAsync());

    public static async Task<TaggedCatalog> OpenAsync(string connection)
    {
        var database = CatalogDatabase.Open(connection, "Curation.Tests");
        await MediaTables.CreateIfMissingAsync(database, Cancellation);
        return new TaggedCatalog(database);
    }

    public async Task AddAsync(params IEnumerable<(Guid Image, string? Tags)> images)
    {
        await using var batch = database.CreateBatch();
        foreach (var (image, tags) in images)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                """
                INSERT INTO image (identifier, created_on, updated_on, url, license, removed_from_source, tags)
                VALUES ($1, '2020-01-01', '2020-01-01', $1::text, 'by', false, $2)
                """)
            {
                Parameters = { new() { Value = image }, new() { Value = (object?)tags ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Jsonb } },
            });
        }

        await batch.ExecuteNonQueryAsync(Cancellation);
    }

    public Task<LabelInventory> BeginAsync(string id, int batchRows = 10_000, params string[] providers) => BeginAsync(id, Start, batchRows, providers);

    /// <param name="id">The inventory's name.</param>
    /// <param name="start">When its execution started.</param>
    /// <param name="batchRows">Images in a batch.</param>
    /// <param name="providers">Whose tags; without any, all.</param>
    public Task<LabelInventory> BeginAsync(string id, DateTimeOffset start, int batchRows = 10_000, params string[] providers) =>
        new InventoryLedger(database).BeginAsync(id, new InventorySettings("image", providers.Length == 0 ? null : providers, batchRows, start), Cancellation);

    public async Task<LabelCounter> CounterAsync(LabelInventory inventory) =>
        new(database, inventory, await CatalogTable.FindAsync(database, "image", Cancellation));

    /// <summary>Counts to the end.</summary>
    public async Task CountAsync(LabelInventory inventory)
    {
        var counter = await CounterAsync(inventory);
        while (await counter.CountBatchAsync(Cancellation))
        {
            // Each call is one batch.
        }
    }

    public Task<InventoryTotals> TotalsAsync(LabelInventory inventory) => new InventoryContents(database, inventory).TotalsAsync(Cancellation);

    public Task<IReadOnlyList<LabelCount>> LabelsAsync(LabelInventory inventory) => AllAsync(new InventoryContents(database, inventory).LabelsAsync(Cancellation));

    public Task<IReadOnlyList<ProviderCount>> ProvidersAsync(LabelInventory inventory) => AllAsync(new InventoryContents(database, inventory).ProvidersAsync(Cancellation));

    /// <summary>Every column of every image, and which transaction wrote it where.</summary>
    public Task<object?> DigestAsync() => ScalarAsync("SELECT md5(string_agg(concat_ws(' ', image, xmin, xmax, ctid), ',' ORDER BY identifier)) FROM image");

    /// <summary>Waits until so many connections wait for a lock.</summary>
    /// <param name="connections">How many.</param>
    /// <param name="working">What must not have ended meanwhile.</param>
    public async Task UntilLockedAsync(int connections, Task working)
    {
        while (await ScalarAsync($"SELECT count(*) >= {connections} FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") is not true)
            Assert.False(working.IsCompleted);
    }

    public async Task<object?> ScalarAsync(string sql)
    {
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancellation);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static async Task<IReadOnlyList<T>> AllAsync<T>(IAsyncEnumerable<T> items)
    {
        var all = new List<T>();
        await foreach (var item in items)
            all.Add(item);

        return all;
    }
}

using Catalog;
using Catalog.Policy;
using Catalog.Surfacing;
using CatalogTests;
using Local.SampleCatalog;
using Npgsql;
using NpgsqlTypes;

namespace CurationTests.Refresh;

/// <summary>A catalog, a policy by which nobody is called a woman, and an API that shows what it pleases, in a database of their own.</summary>
internal sealed class RefreshCatalog(NpgsqlDataSource database, string connection) : IAsyncDisposable
{
    public const string Cat = """[{"name": "cat", "provider": "flickr"}]""";
    public const string Woman = """[{"name": "Woman", "provider": "flickr"}]""";
    public const string Machine = """[{"name": "dog", "accuracy": 0.99, "provider": "rekognition"}]""";

    private int refreshes;

    public NpgsqlDataSource Database => database;

    public string Connection => connection;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RefreshCatalog> CreateAsync(PostgresFixture postgres, bool isPublished = true)
    {
        var connection = await postgres.CreateDatabaseAsync();
        var catalog = new RefreshCatalog(CatalogDatabase.Open(connection, "Curation.Tests"), connection);
        await MediaTables.CreateIfMissingAsync(catalog.Database, Cancellation);
        await PolicySchema.EnsureAsync(catalog.Database, Cancellation);
        if (isPublished)
            await catalog.ExcludeAsync("woman");

        await catalog.ScalarAsync(
            """
            CREATE TABLE api_image (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, identifier uuid NOT NULL UNIQUE, title text,
              updated_on timestamptz NOT NULL DEFAULT '2020-01-01', tags jsonb)
            """);
        return catalog;
    }

    public Task ExcludeAsync(string name) =>
        ScalarAsync($"INSERT INTO tag_policy.exclusion (name, list, axis, reason) VALUES ('{name}', 'excluded', 'gender', 'test')");

    /// <summary>Adds one image, and what the API shows of it.</summary>
    public async Task<Guid> AddAsync(string? tags, string? shown)
    {
        var identifier = Guid.NewGuid();
        await AddImageAsync(identifier, tags);
        await using var command = database.CreateCommand("INSERT INTO api_image (identifier, tags) VALUES ($1, $2)");
        command.Parameters.Add(new() { Value = identifier });
        command.Parameters.Add(Jsonb(shown));
        await command.ExecuteNonQueryAsync(Cancellation);
        return identifier;
    }

    /// <summary>Adds one image that the API does not have.</summary>
    public async Task AddImageAsync(Guid identifier, string? tags)
    {
        await using var command = database.CreateCommand(
            """
            INSERT INTO image (identifier, created_on, updated_on, url, license, removed_from_source, tags)
            VALUES ($1, '2020-01-01', '2020-01-01', 'https://example.org/' || $1, 'by', false, $2)
            """);
        command.Parameters.Add(new() { Value = identifier });
        command.Parameters.Add(Jsonb(tags));
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    /// <summary>
    /// Adds images of which the API shows all tags: of five in a row the first has none, the second one that may be shown, and the
    /// others one that may not, the last beside another that may.
    /// </summary>
    public async Task FillAsync(int count)
    {
        await ScalarAsync(
            $$"""
            INSERT INTO image (identifier, created_on, updated_on, url, license, removed_from_source, tags)
            SELECT md5(number::text)::uuid, '2020-01-01', '2020-01-01', 'https://example.org/' || number, 'by', false,
                   (ARRAY[NULL, '{{Cat}}', '{{Woman}}', '{{Machine}}', '{{Woman[..^1]}}, {{Cat[1..]}}'])[1 + number % 5]::jsonb
            FROM generate_series(0, {{count}} - 1) AS number
            """);
        await ScalarAsync("INSERT INTO api_image (identifier, tags) SELECT identifier, tags FROM image");
    }

    /// <summary>The identifier of an image by its place, from 1 on, in the order in which a refresh goes.</summary>
    public async Task<Guid> NthAsync(int place) =>
        (Guid)(await ScalarAsync($"SELECT identifier FROM image ORDER BY identifier OFFSET {place - 1} LIMIT 1"))!;

    /// <summary>How many rows of the API's table show something else than they should.</summary>
    public async Task<long> WrongAsync() => (long)(await ScalarAsync(
        """
        SELECT count(*) FROM image JOIN api_image USING (identifier)
        WHERE coalesce(api_image.tags, '[]') <> coalesce(tag_policy.surfaced_tags(image.tags), '[]')
        """))!;

    /// <summary>Every column of the catalog, and who wrote or locked each row, in one value.</summary>
    public Task<object?> DigestAsync() => ScalarAsync("SELECT md5(string_agg(concat(xmin, xmax, ctid, image), ',' ORDER BY identifier)) FROM image");

    public async Task<string?> ShownAsync(Guid image) => await ScalarAsync($"SELECT tags::text FROM api_image WHERE identifier = '{image}'") as string;

    public async Task<bool> IsWrittenAsync(Guid image) =>
        await ScalarAsync($"SELECT updated_on > '2020-01-01' FROM api_image WHERE identifier = '{image}'") is true;

    public RefreshPlan Plan(string target = "api_image", bool dryRun = false, int batchRows = 5) =>
        new($"refresh-{++refreshes}", "image", target, dryRun, batchRows, DateTimeOffset.UnixEpoch);

    public Task<RefreshSummary> RefreshAsync(string target = "api_image", bool dryRun = false, int batchRows = 5) =>
        RefreshAsync(Plan(target, dryRun, batchRows));

    /// <summary>One whole refresh, but for what others hold.</summary>
    public async Task<RefreshSummary> RefreshAsync(RefreshPlan plan)
    {
        var surfacer = await BeginAsync(plan);
        while (await surfacer.RefreshBatchAsync(Cancellation))
        {
            // Each call is one batch.
        }

        return await new RefreshLedger(database).CompleteAsync(plan.RefreshId, Cancellation);
    }

    /// <summary>One whole refresh, with what others held, whom it outwaits.</summary>
    public async Task<RefreshSummary> FinishAsync(RefreshPlan plan)
    {
        await RefreshAsync(plan);
        var postponed = await PostponedAsync(plan, TimeSpan.FromHours(1));
        while (await postponed.RefreshNextAsync(Cancellation))
        {
            // Each call is one row.
        }

        return await new RefreshLedger(database).CompleteAsync(plan.RefreshId, Cancellation);
    }

    public async Task<TagSurfacer> BeginAsync(RefreshPlan plan)
    {
        await new RefreshLedger(database).BeginAsync(plan, Cancellation);
        var (source, target) = await TablesAsync(plan);
        return new TagSurfacer(database, plan, source, target);
    }

    public async Task<PostponedSurfacing> PostponedAsync(RefreshPlan plan, TimeSpan patience)
    {
        var (source, target) = await TablesAsync(plan);
        return new PostponedSurfacing(database, plan, source, target, patience);
    }

    public async Task<object?> ScalarAsync(string sql)
    {
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancellation);
    }

    /// <summary>Asks again and again until a query says true, or until what it might say it of has ended.</summary>
    public async Task WaitUntilAsync(string query, Task ended)
    {
        while (!ended.IsCompleted && await ScalarAsync(query) is not true)
            await Task.Yield();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task<(CatalogTable Source, ApiTable Target)> TablesAsync(RefreshPlan plan) =>
        (await CatalogTable.FindAsync(database, plan.Source, Cancellation),
         await ApiTable.FindAsync(database, plan.Target, ["image", "audio"], Cancellation));

    private static NpgsqlParameter Jsonb(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Jsonb };
}

using System.Buffers;
using System.Text;
using Catalog;
using Catalog.DryRuns;
using Catalog.Ledger;
using Catalog.Merge;
using Catalog.Planning;
using Catalog.Schema;
using Catalog.Staging;
using Catalog.Undo;
using Labels.Records;
using Labels.Statistics;
using Labels.Tags;
using Local.SampleCatalog;
using Npgsql;
using NpgsqlTypes;

namespace CatalogTests;

/// <summary>A catalog of a few images in a database of its own, and runs over it.</summary>
internal sealed class TestCatalog(NpgsqlDataSource database) : IAsyncDisposable
{
    private int runs;

    public NpgsqlDataSource Database => database;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TestCatalog> CreateAsync(PostgresFixture postgres)
    {
        var database = CatalogDatabase.Open(await postgres.CreateDatabaseAsync(), "Catalog.Tests");
        await MediaTables.CreateIfMissingAsync(database, Cancellation);
        await CatalogSchema.EnsureAsync(database, Cancellation);
        return new TestCatalog(database);
    }

    public async Task<Guid> AddImageAsync(string? tags, string table = "image")
    {
        var identifier = Guid.NewGuid();
        await using var command = database.CreateCommand(
            $"""
            INSERT INTO {table} (identifier, created_on, updated_on, url, license, removed_from_source, tags)
            VALUES ($1, '2020-01-01', '2020-01-01', $2, 'by', false, $3)
            """);
        command.Parameters.Add(new() { Value = identifier });
        command.Parameters.Add(new() { Value = $"https://example.org/{identifier}" });
        command.Parameters.Add(new() { Value = (object?)tags ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Jsonb });
        await command.ExecuteNonQueryAsync(Cancellation);
        return identifier;
    }

    /// <summary>Adds so many other images that a row is found by its address or its key, as in a catalog that is worth the name.</summary>
    public Task AddOtherImagesAsync() => ScalarAsync(
        """
        INSERT INTO image (created_on, updated_on, url, license, removed_from_source)
        SELECT '2020-01-01', '2020-01-01', 'https://example.org/other/' || number, 'by', false FROM generate_series(1, 5000) AS number;
        ANALYZE image
        """);

    public async Task<string?> TagsAsync(Guid image) => await ScalarAsync("SELECT tags::text FROM image WHERE identifier = $1", image) as string;

    /// <summary>Whether a merge wrote the row, by the time it notes.</summary>
    public async Task<bool> IsUpdatedAsync(Guid image) =>
        await ScalarAsync("SELECT updated_on > '2020-01-01' FROM image WHERE identifier = $1", image) is true;

    public Task<object?> ScalarAsync(string sql) => ScalarAsync(sql, parameter: null);

    public Task<Run> BeginRunAsync(string provider = "rekognition", string table = "image", bool dryRun = false, long size = 1_000_000)
    {
        var source = new SourceVersion("labels", "labels.jsonl", "\"etag\"", VersionId: null, size);
        var plan = new RunPlan($"run-{++runs}", source, table, provider, dryRun, "{}", Shards: 1, DateTimeOffset.UtcNow);
        return new RunLedger(database).BeginAsync(plan, Cancellation);
    }

    /// <summary>Stages rows as one chunk, at offsets 0, 100, 200 and so on.</summary>
    public async Task<bool> StageAsync(
        Run run, IReadOnlyList<(Guid Image, string Tags)> rows, long firstByte = 0, bool done = true, LabelStatistics? statistics = null)
    {
        var buffer = new CopyBuffer();
        await using var chunk = await StagingChunk.BeginAsync(database, run, buffer, Cancellation);
        var counts = new LoadCounts();
        for (var i = 0; i < rows.Count; i++)
        {
            buffer.BeginRow();
            buffer.Write(Encoding.UTF8.GetBytes(rows[i].Tags));
            buffer.EndRow(firstByte + i * 100, rows[i].Image, await HashesAsync(rows[i].Tags));
            counts.Add(new TaggedLine(RejectReason.None, IsBlank: false, rows[i].Image, Labels: 1, Tags: 1));
            await chunk.SendAsync(Cancellation);
        }

        var nextByte = done ? run.Plan.Source.Size : firstByte + rows.Count * 100;
        return await chunk.CommitAsync(new ShardPart(0, firstByte, nextByte, done, counts, statistics ?? new LabelStatistics(), []), Cancellation);
    }

    /// <summary>One whole run over a few rows.</summary>
    /// <returns>How many images were changed.</returns>
    public async Task<long> MergeAsync(
        IReadOnlyList<(Guid Image, string Tags)> rows,
        MergeMode mode = MergeMode.Merge,
        string provider = "rekognition",
        int batchRows = 1000,
        int workers = 1)
    {
        var run = await BeginRunAsync(provider);
        await StageAsync(run, rows);
        return await MergeStagedAsync(run, rows.Count, mode, batchRows, workers);
    }

    public async Task<long> MergeStagedAsync(Run run, long staged, MergeMode mode = MergeMode.Merge, int batchRows = 1000, int workers = 1)
    {
        var table = await CatalogTable.FindAsync(database, run.Plan.Table, Cancellation);
        var merger = new TagMerger(database, run, table, mode);
        foreach (var part in await PlanAsync(run, staged, workers))
        {
            while (await merger.MergeBatchAsync(part, batchRows, Cancellation))
            {
                // Each call is one batch.
            }
        }

        return (long)(await ScalarAsync($"SELECT coalesce(sum(changed), 0)::bigint FROM label_ingest.merge_part WHERE run_number = {run.Number}"))!;
    }

    /// <returns>The shares of the run's merge plan.</returns>
    public async Task<IReadOnlyList<int>> PlanAsync(Run run, long staged, int workers = 1)
    {
        var planner = new MergePlanner(database, run, await CatalogTable.FindAsync(database, run.Plan.Table, Cancellation));
        while (await planner.AdvanceAsync(staged, workers, Cancellation))
        {
            // Each call is one piece.
        }

        return await planner.PartitionsAsync(Cancellation);
    }

    /// <summary>Compares the sample of a dry run with the catalog.</summary>
    public async Task CompareAsync(Run run, MergeMode mode = MergeMode.Merge)
    {
        var table = await CatalogTable.FindAsync(database, run.Plan.Table, Cancellation);
        await new SampleComparison(database, run, table, mode).CompareAsync(Cancellation);
    }

    /// <summary>One whole run over a few rows, to be taken back.</summary>
    public async Task<Run> RunAsync(
        IReadOnlyList<(Guid Image, string Tags)> rows, MergeMode mode = MergeMode.Merge, string provider = "rekognition", string table = "image")
    {
        var run = await BeginRunAsync(provider, table);
        await StageAsync(run, rows);
        await MergeStagedAsync(run, rows.Count, mode);
        return run;
    }

    /// <summary>Takes a run back, but for what others hold.</summary>
    /// <returns>How many images were given their tags back, and whether that was all.</returns>
    public async Task<(long Restored, bool IsDone)> UndoAsync(Run run, int blocks = 128)
    {
        await new UndoStart(database).BeginAsync(run, Cancellation);
        var restorer = new TagRestorer(database, run, await CatalogTable.FindAsync(database, run.Plan.Table, Cancellation));
        while (await restorer.RestoreBatchAsync(blocks, Cancellation))
        {
            // Each call is one batch.
        }

        return await new UndoCompletion(database).CompleteAsync(run, Cancellation);
    }

    /// <summary>Every image's tags, byte for byte, in one value.</summary>
    public Task<object?> DigestAsync() =>
        ScalarAsync("SELECT md5(string_agg(identifier || coalesce(tags::text, 'none'), ',' ORDER BY identifier)) FROM image");

    /// <summary>Asks again and again until a query says true, or until what it might say it of has ended.</summary>
    public async Task WaitUntilAsync(string query, Task ended)
    {
        while (!ended.IsCompleted && await ScalarAsync(query) is not true)
            await Task.Yield();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    /// <summary>What the tags' own writer would have given with them.</summary>
    private async Task<byte[]> HashesAsync(string tags)
    {
        await using var command = database.CreateCommand(
            """
            SELECT coalesce(
              string_agg(int4send(hashtext(tag ->> 'name') # hashtext(trim_scale((tag ->> 'accuracy')::numeric)::text)), '' ORDER BY position), '')
            FROM jsonb_path_query($1, '$[*]') WITH ORDINALITY AS tags (tag, position)
            """);
        command.Parameters.Add(new() { Value = tags, NpgsqlDbType = NpgsqlDbType.Jsonb });
        return (byte[])(await command.ExecuteScalarAsync(Cancellation))!;
    }

    private async Task<object?> ScalarAsync(string sql, object? parameter)
    {
        await using var command = database.CreateCommand(sql);
        if (parameter is not null)
            command.Parameters.Add(new() { Value = parameter });

        return await command.ExecuteScalarAsync(Cancellation);
    }
}

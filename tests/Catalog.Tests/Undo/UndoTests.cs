using Catalog;
using Catalog.Ledger;
using Catalog.Merge;
using Catalog.Runs;
using Catalog.Undo;

namespace CatalogTests.Undo;

public sealed class UndoTests(PostgresFixture postgres)
{
    private const string Cat = """[{"name": "cat", "accuracy": 0.99, "provider": "rekognition"}]""";
    private const string Old = """[{"name": "cat", "accuracy": 0.5, "provider": "rekognition"}]""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_is_taken_back_twice_is_taken_back_once()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var images = await AddImagesAsync(catalog, 3);
        var run = await catalog.RunAsync(images);

        Assert.Equal((3, true), await catalog.UndoAsync(run));
        var after = await catalog.ScalarAsync("SELECT md5(string_agg(image::text, ',' ORDER BY identifier)) FROM image");

        Assert.Equal((3, true), await catalog.UndoAsync(run));
        Assert.Equal(after, await catalog.ScalarAsync("SELECT md5(string_agg(image::text, ',' ORDER BY identifier)) FROM image"));
        Assert.Equal(false, await catalog.ScalarAsync($"SELECT to_regclass('label_ingest.undo_{run.Number}') IS NOT NULL"));
        Assert.Equal("undone", await catalog.ScalarAsync("SELECT state FROM label_ingest.runs"));
        Assert.Equal(3L, await catalog.ScalarAsync("SELECT restored FROM label_ingest.runs WHERE undone_at IS NOT NULL"));
    }

    [Fact]
    public async Task The_file_can_be_ingested_again()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var images = await AddImagesAsync(catalog, 3);
        var run = await catalog.RunAsync(images);
        var merged = await catalog.DigestAsync();
        await catalog.UndoAsync(run);

        await catalog.RunAsync(images);

        Assert.Equal(merged, await catalog.DigestAsync());
    }

    [Fact]
    public async Task Two_workers_restore_each_image_once_in_batches()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var images = await AddImagesAsync(catalog, 700);
        var before = await catalog.DigestAsync();
        var run = await catalog.RunAsync(images);
        Assert.True((long)(await catalog.ScalarAsync($"SELECT pg_relation_size('label_ingest.undo_{run.Number}')"))! > 4 * 8192);

        await Task.WhenAll(catalog.UndoAsync(run, blocks: 1), catalog.UndoAsync(run, blocks: 1));

        Assert.Equal((700, true), await catalog.UndoAsync(run));
        Assert.Equal(before, await catalog.DigestAsync());
    }

    [Fact]
    public async Task What_was_stopped_goes_on_where_it_stopped()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var images = await AddImagesAsync(catalog, 300);
        var before = await catalog.DigestAsync();
        var run = await catalog.RunAsync(images);
        await new UndoStart(catalog.Database).BeginAsync(run, Cancellation);
        var restorer = new TagRestorer(catalog.Database, run, await CatalogTable.FindAsync(catalog.Database, "image", Cancellation));

        Assert.True(await restorer.RestoreBatchAsync(1, Cancellation));
        Assert.Equal("undoing", await catalog.ScalarAsync("SELECT state FROM label_ingest.runs"));
        var (restored, isDone) = await new UndoCompletion(catalog.Database).CompleteAsync(run, Cancellation);
        Assert.InRange(restored, 1, 299);
        Assert.False(isDone);

        Assert.Equal((300, true), await catalog.UndoAsync(run));
        Assert.Equal(before, await catalog.DigestAsync());
    }

    [Fact]
    public async Task A_row_that_another_writer_holds_is_passed_over_and_taken_up_again()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var images = await AddImagesAsync(catalog, 3);
        var run = await catalog.RunAsync(images);
        var table = await CatalogTable.FindAsync(catalog.Database, "image", Cancellation);
        await using var writer = await Writer.BeginAsync(catalog);
        await writer.UpdateAsync(images[1].Image);

        Assert.Equal((2, false), await catalog.UndoAsync(run));
        var impatient = new PostponedRestores(catalog.Database, run, table, patience: TimeSpan.Zero);
        var error = await Assert.ThrowsAsync<RowsLocked>(() => impatient.RestoreNextAsync(Cancellation));
        Assert.Contains($"{images[1].Image}", error.Message, StringComparison.Ordinal);

        await writer.CommitAsync();
        Assert.True(await impatient.RestoreNextAsync(Cancellation));
        Assert.False(await impatient.RestoreNextAsync(Cancellation));
        Assert.Equal((3, true), await catalog.UndoAsync(run));
        Assert.Equal(Old, await catalog.TagsAsync(images[1].Image));
        Assert.Equal("written", await catalog.ScalarAsync($"SELECT title FROM image WHERE identifier = '{images[1].Image}'"));
    }

    [Fact]
    public async Task What_another_writer_does_to_a_row_while_the_undo_waits_for_it_is_kept()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var images = await AddImagesAsync(catalog, 2);
        var run = await catalog.RunAsync(images);
        await catalog.AddOtherImagesAsync();
        await using var writer = await Writer.BeginAsync(catalog);
        await writer.UpdateAsync(images[1].Image, tags: $"""{Cat[..^1]}, "theirs"]""");

        Assert.Equal((1, false), await catalog.UndoAsync(run));
        var table = await CatalogTable.FindAsync(catalog.Database, "image", Cancellation);
        var postponed = new PostponedRestores(catalog.Database, run, table, TimeSpan.FromMinutes(1));
        var undo = postponed.RestoreNextAsync(Cancellation);
        await catalog.WaitUntilAsync(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database())", undo);
        await writer.CommitAsync();
        Assert.True(await undo);
        while (await postponed.RestoreNextAsync(Cancellation))
        {
            // Until none is left.
        }

        Assert.Equal((2, true), await catalog.UndoAsync(run));
        Assert.Equal($"""{Old[..^1]}, "theirs"]""", await catalog.TagsAsync(images[1].Image));
    }

    [Fact]
    public async Task An_image_that_was_deleted_since_holds_nothing_up()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var images = await AddImagesAsync(catalog, 2);
        var run = await catalog.RunAsync(images);
        await catalog.ScalarAsync($"DELETE FROM image WHERE identifier = '{images[0].Image}'");

        Assert.Equal((1, true), await catalog.UndoAsync(run));
    }

    [Fact]
    public async Task A_half_merged_run_is_taken_back_and_never_goes_on()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var images = await AddImagesAsync(catalog, 4);
        var before = await catalog.DigestAsync();
        var run = await catalog.BeginRunAsync();
        await catalog.StageAsync(run, images);
        var table = await CatalogTable.FindAsync(catalog.Database, "image", Cancellation);
        await catalog.PlanAsync(run, staged: 4);
        var merger = new TagMerger(catalog.Database, run, table, MergeMode.Merge);
        await merger.MergeBatchAsync(0, batchRows: 3, Cancellation);

        Assert.Equal((3, true), await catalog.UndoAsync(run));

        Assert.Equal(before, await catalog.DigestAsync());
        await Assert.ThrowsAsync<RunUndone>(() => merger.MergeBatchAsync(0, batchRows: 3, Cancellation));
        await Assert.ThrowsAsync<RunUndone>(() => new RunCompletion(catalog.Database).CompleteAsync(run, Cancellation));
        Assert.Equal(before, await catalog.DigestAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_that_changed_nothing_is_taken_back_by_saying_so(bool dryRun)
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var run = await catalog.BeginRunAsync(dryRun: dryRun);

        Assert.Equal((0, true), await catalog.UndoAsync(run));
        await Assert.ThrowsAsync<RunUndone>(() => new RunCompletion(catalog.Database).CompleteAsync(run, Cancellation));
    }

    [Fact]
    public async Task What_no_run_has_is_an_unknown_run_even_in_a_database_that_never_had_one()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await using var empty = CatalogDatabase.Open(await postgres.CreateDatabaseAsync(), "Catalog.Tests");

        await Assert.ThrowsAsync<UnknownRun>(() => new RunLedger(catalog.Database).GetAsync("absent", Cancellation));
        await Assert.ThrowsAsync<UnknownRun>(() => new RunLedger(empty).GetAsync("absent", Cancellation));
    }

    private static async Task<IReadOnlyList<(Guid Image, string Tags)>> AddImagesAsync(TestCatalog catalog, int count)
    {
        var images = new List<(Guid, string)>();
        for (var i = 0; i < count; i++)
            images.Add((await catalog.AddImageAsync(Old), Cat));

        return images;
    }
}

using Catalog;
using Catalog.Ledger;
using Catalog.Merge;
using Catalog.Runs;

namespace CatalogTests;

public sealed class LockedRowsTests(PostgresFixture postgres)
{
    private const string Tags = """[{"name": "cat", "accuracy": 0.5, "provider": "rekognition"}]""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_that_another_writer_holds_is_passed_over_and_taken_up_again()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var (run, images) = await StageAsync(catalog, count: 5);
        await using var writer = await Writer.BeginAsync(catalog);
        await writer.UpdateAsync(images[2]);

        Assert.Equal(4, await catalog.MergeStagedAsync(run, staged: 5));
        Assert.Equal(1L, await catalog.ScalarAsync("SELECT locked FROM label_ingest.runs"));
        Assert.Equal(4L, await catalog.ScalarAsync("SELECT merged FROM label_ingest.runs"));
        await Assert.ThrowsAsync<MergeIncomplete>(() => new RunCompletion(catalog.Database).CompleteAsync(run, Cancellation));

        await writer.CommitAsync();
        var postponed = await PostponedAsync(catalog, run, TimeSpan.FromMinutes(1));
        Assert.True(await postponed.MergeNextAsync(0, Cancellation));
        Assert.False(await postponed.MergeNextAsync(0, Cancellation));

        Assert.Equal(5L, await catalog.ScalarAsync("SELECT changed FROM label_ingest.runs"));
        Assert.Equal(5L, await catalog.ScalarAsync($"SELECT count(*) FROM image WHERE tags = '{Tags}'"));
        Assert.Equal("written", await catalog.ScalarAsync($"SELECT title FROM image WHERE identifier = '{images[2]}'"));
        await new RunCompletion(catalog.Database).CompleteAsync(run, Cancellation);
    }

    [Fact]
    public async Task A_row_that_stays_locked_is_reported_and_the_others_are_merged()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var (run, images) = await StageAsync(catalog, count: 3);
        await using var writer = await Writer.BeginAsync(catalog);
        await writer.UpdateAsync(images[1]);
        await catalog.MergeStagedAsync(run, staged: 3);

        var postponed = await PostponedAsync(catalog, run, patience: TimeSpan.Zero);
        var error = await Assert.ThrowsAsync<RowsLocked>(() => postponed.MergeNextAsync(0, Cancellation));

        Assert.Contains($"{images[1]}", error.Message, StringComparison.Ordinal);
        Assert.Equal(2L, await catalog.ScalarAsync("SELECT changed FROM label_ingest.runs"));
        await writer.CommitAsync();
        Assert.True(await postponed.MergeNextAsync(0, Cancellation));
    }

    [Fact]
    public async Task A_batch_never_waits_for_a_writer_while_it_holds_rows()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var (run, images) = await StageAsync(catalog, count: 2);
        await using var writer = await Writer.BeginAsync(catalog);
        await writer.UpdateAsync(images[1]);

        // A merge that took the first row and waited for the second would meet a writer that holds the second and asks for the first.
        Assert.Equal(1, await catalog.MergeStagedAsync(run, staged: 2));
        await writer.UpdateAsync(images[0]);
        await writer.CommitAsync();

        var postponed = await PostponedAsync(catalog, run, TimeSpan.FromMinutes(1));
        while (await postponed.MergeNextAsync(0, Cancellation))
        {
            // Until none is left.
        }

        Assert.Equal(2L, await catalog.ScalarAsync($"SELECT count(*) FROM image WHERE tags = '{Tags}' AND title = 'written'"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task What_another_writer_does_to_a_row_while_the_merge_waits_for_it_is_kept(int batchRows)
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var (run, images) = await StageAsync(catalog, count: 3);
        await catalog.AddOtherImagesAsync();
        await using var writer = await Writer.BeginAsync(catalog);
        await writer.UpdateAsync(images[1], tags: """[{"name": "dog", "provider": "flickr"}]""");

        Assert.Equal(2, await catalog.MergeStagedAsync(run, staged: 3, batchRows: batchRows));
        var postponed = await PostponedAsync(catalog, run, TimeSpan.FromMinutes(1));
        var merge = postponed.MergeNextAsync(0, Cancellation);
        await catalog.WaitUntilAsync(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database())", merge);
        await writer.CommitAsync();
        Assert.True(await merge);
        while (await postponed.MergeNextAsync(0, Cancellation))
        {
            // Until none is left.
        }

        Assert.Equal(3L, await catalog.ScalarAsync("SELECT changed FROM label_ingest.runs"));
        Assert.Equal(
            """[{"name": "dog", "provider": "flickr"}, {"name": "cat", "accuracy": 0.5, "provider": "rekognition"}]""",
            await catalog.TagsAsync(images[1]));
        Assert.Equal(3L, await catalog.ScalarAsync($"SELECT count(*) FROM label_ingest.undo_{run.Number}"));
    }

    [Fact]
    public async Task What_another_writer_commits_while_a_batch_is_at_his_row_is_kept()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var (run, images) = await StageAsync(catalog, count: 5);
        await using var writer = await Writer.BeginAsync(catalog);
        await writer.UpdateAsync(images[2], tags: """[{"name": "dog", "provider": "flickr"}]""");

        // Neither its first row nor its last is held, so the batch begins, and meets the writer. It gives way, or he commits before.
        var merge = catalog.MergeStagedAsync(run, staged: 5);
        await catalog.WaitUntilAsync(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database())", merge);
        await writer.CommitAsync();
        Assert.InRange(await merge, 4, 5);
        var postponed = await PostponedAsync(catalog, run, TimeSpan.FromMinutes(1));
        while (await postponed.MergeNextAsync(0, Cancellation))
        {
            // Until none is left.
        }

        Assert.Equal(5L, await catalog.ScalarAsync("SELECT changed FROM label_ingest.runs"));
        Assert.Equal(
            """[{"name": "dog", "provider": "flickr"}, {"name": "cat", "accuracy": 0.5, "provider": "rekognition"}]""",
            await catalog.TagsAsync(images[2]));
        Assert.Equal(5L, await catalog.ScalarAsync($"SELECT count(DISTINCT identifier) FROM label_ingest.undo_{run.Number}"));
        Assert.Equal(5L, await catalog.ScalarAsync($"SELECT count(*) FROM label_ingest.undo_{run.Number}"));
        await new RunCompletion(catalog.Database).CompleteAsync(run, Cancellation);
    }

    [Fact]
    public async Task A_batch_that_met_a_writer_leaves_nothing_of_its_first_try_and_later_ones_go_round_him()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var (run, images) = await StageAsync(catalog, count: 30);
        await using var writer = await Writer.BeginAsync(catalog);
        await writer.UpdateAsync(images[1]);
        await writer.UpdateAsync(images[16]);

        Assert.Equal(28, await catalog.MergeStagedAsync(run, staged: 30, batchRows: 3));

        Assert.Equal(2L, await catalog.ScalarAsync("SELECT count(*) FROM label_ingest.postponed"));
        Assert.Equal(28L, await catalog.ScalarAsync($"SELECT count(*) FROM label_ingest.undo_{run.Number}"));
        Assert.Equal(28L, await catalog.ScalarAsync($"SELECT count(*) FROM image WHERE tags = '{Tags}'"));
    }

    [Fact]
    public async Task A_row_that_was_deleted_after_the_plan_holds_nothing_up()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var (run, images) = await StageAsync(catalog, count: 3);
        await catalog.PlanAsync(run, staged: 3);
        await catalog.ScalarAsync($"DELETE FROM image WHERE identifier = '{images[0]}'");
        await using var writer = await Writer.BeginAsync(catalog);
        await writer.UpdateAsync(images[1]);

        Assert.Equal(1, await catalog.MergeStagedAsync(run, staged: 3));

        Assert.Equal(1L, await catalog.ScalarAsync("SELECT locked FROM label_ingest.runs"));
    }

    private static async Task<(Run Run, IReadOnlyList<Guid> Images)> StageAsync(TestCatalog catalog, int count)
    {
        var images = new List<Guid>();
        for (var i = 0; i < count; i++)
            images.Add(await catalog.AddImageAsync(tags: null));

        var run = await catalog.BeginRunAsync();
        await catalog.StageAsync(run, [.. images.Select(image => (image, Tags))]);
        return (run, images);
    }

    private static async Task<PostponedRows> PostponedAsync(TestCatalog catalog, Run run, TimeSpan patience) =>
        new(catalog.Database, run, await CatalogTable.FindAsync(catalog.Database, "image", Cancellation), MergeMode.Merge, patience);
}

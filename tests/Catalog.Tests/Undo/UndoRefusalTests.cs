using Catalog;
using Catalog.Merge;
using Catalog.Undo;

namespace CatalogTests.Undo;

public sealed class UndoRefusalTests(PostgresFixture postgres)
{
    private const string Cat = """[{"name": "cat", "accuracy": 0.99, "provider": "rekognition"}]""";
    private const string Dog = """[{"name": "dog", "accuracy": 0.75, "provider": "rekognition"}]""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_whose_images_a_later_one_has_changed_is_taken_back_after_it()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var images = await AddImagesAsync(catalog, 3);
        var before = await catalog.DigestAsync();
        var first = await catalog.RunAsync([.. images.Select(image => (image, Cat))]);
        var between = await catalog.DigestAsync();
        var second = await catalog.RunAsync([(images[0], Dog), (images[2], Dog)]);
        var after = await catalog.DigestAsync();

        var error = await Assert.ThrowsAsync<LaterRun>(() => catalog.UndoAsync(first));

        Assert.Contains($"'{second.Plan.RunId}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("has changed 2 of the same images", error.Message, StringComparison.Ordinal);
        Assert.Equal(after, await catalog.DigestAsync());
        Assert.Equal((2, true), await catalog.UndoAsync(second));
        Assert.Equal(between, await catalog.DigestAsync());
        Assert.Equal((3, true), await catalog.UndoAsync(first));
        Assert.Equal(before, await catalog.DigestAsync());
    }

    [Fact]
    public async Task A_run_that_a_later_one_relies_on_is_taken_back_after_it()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var images = await AddImagesAsync(catalog, 2);
        var first = await catalog.RunAsync([.. images.Select(image => (image, Cat))]);
        var second = await catalog.RunAsync([(images[0], Cat)]);

        var error = await Assert.ThrowsAsync<LaterRun>(() => catalog.UndoAsync(first));

        Assert.Contains("found 1 images", error.Message, StringComparison.Ordinal);
        Assert.Equal((0, true), await catalog.UndoAsync(second));
        Assert.Equal((2, true), await catalog.UndoAsync(first));
    }

    [Theory]
    [InlineData(Dog, "has changed 2 of the same images", 2)]
    [InlineData(Cat, "found 2 images", 0)]
    public async Task A_run_that_merged_later_is_later_whichever_was_planned_first(string tags, string why, int changed)
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var images = await AddImagesAsync(catalog, 2);
        var plannedFirst = await catalog.BeginRunAsync();
        await catalog.StageAsync(plannedFirst, [.. images.Select(image => (image, tags))]);
        var mergedFirst = await catalog.RunAsync([.. images.Select(image => (image, Cat))]);
        await catalog.MergeStagedAsync(plannedFirst, staged: 2);

        var error = await Assert.ThrowsAsync<LaterRun>(() => catalog.UndoAsync(mergedFirst));

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Equal((changed, true), await catalog.UndoAsync(plannedFirst));
        Assert.Equal((2, true), await catalog.UndoAsync(mergedFirst));
    }

    [Fact]
    public async Task Rows_that_something_keeps_from_being_restored_are_named_rather_than_tried_for_ever()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var images = await AddImagesAsync(catalog, 2);
        var run = await catalog.RunAsync([.. images.Select(image => (image, Cat))]);
        await catalog.ScalarAsync(
            $"""
            CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
            CREATE TRIGGER keep BEFORE UPDATE ON image FOR EACH ROW WHEN (OLD.identifier = '{images[0]}') EXECUTE FUNCTION keep();
            """);

        var error = await Assert.ThrowsAsync<UpdateSuppressed>(() => catalog.UndoAsync(run));

        Assert.Contains("1 rows of the catalog cannot be updated", error.Message, StringComparison.Ordinal);
        Assert.Equal(Cat, await catalog.TagsAsync(images[1]));
        await catalog.ScalarAsync("DROP TRIGGER keep ON image");
        Assert.Equal((2, true), await catalog.UndoAsync(run));
    }

    [Fact]
    public async Task Later_runs_over_other_images_of_other_providers_or_over_other_tables_are_in_nobodys_way()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var images = await AddImagesAsync(catalog, 3);
        var audio = await catalog.AddImageAsync(tags: null, table: "audio");
        var first = await catalog.RunAsync([(images[0], Cat), (images[1], Cat)]);
        await catalog.RunAsync([(images[2], Dog)]);
        await catalog.RunAsync([(images[0], Dog.Replace("rekognition", "clarifai", StringComparison.Ordinal))], provider: "clarifai");
        await catalog.RunAsync([(audio, Dog)], table: "audio");

        Assert.Equal((2, true), await catalog.UndoAsync(first));

        Assert.Equal("[" + Dog.Replace("rekognition", "clarifai", StringComparison.Ordinal)[1..], await catalog.TagsAsync(images[0]));
        Assert.Null(await catalog.TagsAsync(images[1]));
        Assert.Equal(Dog, await catalog.TagsAsync(images[2]));
    }

    [Fact]
    public async Task A_run_whose_memory_is_gone_cannot_be_taken_back()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var images = await AddImagesAsync(catalog, 1);
        var run = await catalog.RunAsync([(images[0], Cat)]);
        await catalog.ScalarAsync($"DROP TABLE label_ingest.undo_{run.Number}");

        await Assert.ThrowsAsync<UndoExpired>(() => catalog.UndoAsync(run));
        Assert.Equal(Cat, await catalog.TagsAsync(images[0]));
    }

    [Fact]
    public async Task While_a_run_is_taken_back_no_other_of_its_provider_is_merged()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var images = await AddImagesAsync(catalog, 2);
        var first = await catalog.RunAsync([(images[0], Cat)]);
        await new UndoStart(catalog.Database).BeginAsync(first, Cancellation);
        var second = await catalog.BeginRunAsync();
        await catalog.StageAsync(second, [(images[1], Cat)]);

        var error = await Assert.ThrowsAsync<UndoInProgress>(() => catalog.MergeStagedAsync(second, staged: 1));
        Assert.Contains($"'{first.Plan.RunId}'", error.Message, StringComparison.Ordinal);
        await catalog.RunAsync([(images[0], Cat.Replace("rekognition", "clarifai", StringComparison.Ordinal))], provider: "clarifai");

        Assert.Equal((1, true), await catalog.UndoAsync(first));
        Assert.Equal(1, await catalog.MergeStagedAsync(second, staged: 1));
    }

    [Fact]
    public async Task An_undo_begins_after_the_batch_that_is_being_merged()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var images = await AddImagesAsync(catalog, 2);
        var run = await catalog.BeginRunAsync();
        await catalog.StageAsync(run, [.. images.Select(image => (image, Cat))]);
        await using var writer = await Writer.BeginAsync(catalog);
        await writer.UpdateAsync(images[1]);

        // The merge waits for the writer's row, and the undo for the merge.
        var merge = catalog.MergeStagedAsync(run, staged: 2);
        await catalog.WaitUntilAsync(Waiting("transactionid"), merge);
        var undo = catalog.UndoAsync(run);
        await catalog.WaitUntilAsync(Waiting("advisory"), undo);
        await writer.CommitAsync();

        try
        {
            await merge;
        }
        catch (RunUndone)
        {
            // The merge gave way to the writer, and the undo came before its second try.
        }

        await undo;
        var table = await CatalogTable.FindAsync(catalog.Database, "image", Cancellation);
        await Assert.ThrowsAsync<RunUndone>(
            () => new TagMerger(catalog.Database, run, table, MergeMode.Merge).MergeBatchAsync(0, 10, Cancellation));
        Assert.Equal(2L, await catalog.ScalarAsync("SELECT count(*) FROM image WHERE tags IS NULL"));
    }

    private static string Waiting(string lockType) =>
        $"SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event = '{lockType}' AND datname = current_database())";

    private static async Task<IReadOnlyList<Guid>> AddImagesAsync(TestCatalog catalog, int count)
    {
        var images = new List<Guid>();
        for (var i = 0; i < count; i++)
            images.Add(await catalog.AddImageAsync(tags: null));

        return images;
    }
}

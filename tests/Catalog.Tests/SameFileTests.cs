using Catalog.Ledger;

namespace CatalogTests;

/// <summary>A file that is ingested once more: what is still as it was left is not looked at again, and everything else is.</summary>
public sealed class SameFileTests(PostgresFixture postgres)
{
    private const string Cat = """{"name": "cat", "accuracy": 0.5, "provider": "rekognition"}""";
    private const string Dog = """{"name": "dog", "accuracy": 0.5, "provider": "rekognition"}""";
    private const string Trip = """{"name": "trip", "provider": "flickr"}""";

    [Theory]
    [InlineData(null)]
    [InlineData("[]")]
    [InlineData($"[{Trip}]")]
    [InlineData($"[{Cat}, {Trip}]")]
    public async Task What_an_earlier_run_of_the_file_has_written_is_settled(string? before)
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var image = await catalog.AddImageAsync(before);
        var rows = new[] { (image, $"[{Cat}]"), (Guid.NewGuid(), $"[{Cat}]"), (image, $"[{Cat}, {Dog}]") };
        await catalog.RunAsync(rows);
        var tags = await catalog.TagsAsync(image);

        // The second changes nothing and has nothing to tell the third.
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var again = await catalog.BeginRunAsync();
            await catalog.StageAsync(again, rows);
            Assert.Equal(1L, await SettledAsync(catalog, again));
            Assert.Equal(0, await catalog.MergeStagedAsync(again, rows.Length));
            Assert.Equal(tags, await catalog.TagsAsync(image));
        }
    }

    [Theory]
    [InlineData("UPDATE image SET tags = '[]'")]
    [InlineData("UPDATE image SET tags = NULL")]
    [InlineData($"UPDATE image SET tags = tags || '{Trip}'")]
    public async Task What_others_have_written_since_is_merged_again(string change)
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var (first, second) = (await catalog.AddImageAsync(null), await catalog.AddImageAsync(null));
        var rows = new[] { (first, $"[{Cat}]"), (second, $"[{Dog}]") };
        await catalog.RunAsync(rows);
        await catalog.ScalarAsync($"{change} WHERE identifier = '{first}'");

        var again = await catalog.BeginRunAsync();
        await catalog.StageAsync(again, rows);
        await catalog.PlanAsync(again, rows.Length);

        // One more is changed when the plan is made.
        await catalog.ScalarAsync($"{change} WHERE identifier = '{second}'");
        Assert.Equal(2, await catalog.MergeStagedAsync(again, rows.Length));
        Assert.EndsWith($"{Cat}]", await catalog.TagsAsync(first), StringComparison.Ordinal);
        Assert.EndsWith($"{Dog}]", await catalog.TagsAsync(second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_given_other_tags_then_is_not_settled()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var image = await catalog.AddImageAsync(null);
        await catalog.RunAsync([(image, $"[{Cat}]")]);

        var again = await catalog.BeginRunAsync();
        await catalog.StageAsync(again, [(image, $"[{Dog}]")]);

        Assert.Equal(0L, await SettledAsync(catalog, again));
        Assert.Equal(1, await catalog.MergeStagedAsync(again, staged: 1));
        Assert.Equal($"[{Cat}, {Dog}]", await catalog.TagsAsync(image));
    }

    [Theory]
    [InlineData("source_etag = 'other'")]
    [InlineData("source_size = 7")]
    [InlineData("provider = 'clarifai'")]
    [InlineData("catalog_table = 'audio'")]
    [InlineData("""settings = '{"mode": "replace"}'""")]
    [InlineData("undo_started_at = now(), undone_at = now()")]
    public async Task Only_runs_of_the_same_file_by_the_same_rule_that_stand_settle_anything(string difference)
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var image = await catalog.AddImageAsync(null);
        var run = await catalog.RunAsync([(image, $"[{Cat}]")]);
        await catalog.ScalarAsync($"UPDATE label_ingest.run SET {difference} WHERE run_number = {run.Number}");

        var again = await catalog.BeginRunAsync();
        await catalog.StageAsync(again, [(image, $"[{Cat}]")]);

        Assert.Equal(0L, await SettledAsync(catalog, again));
        Assert.Equal(0, await catalog.MergeStagedAsync(again, staged: 1));
    }

    [Fact]
    public async Task Numbers_of_another_server_s_transactions_settle_nothing()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var image = await catalog.AddImageAsync(null);
        var run = await catalog.RunAsync([(image, $"[{Cat}]")]);

        // As where a busy server's database was restored on a new one.
        await catalog.ScalarAsync($"UPDATE label_ingest.merge_planning SET horizon = '5000000000' WHERE run_number = {run.Number}");

        var again = await catalog.BeginRunAsync();
        await catalog.StageAsync(again, [(image, $"[{Cat}]")]);
        Assert.Equal(0L, await SettledAsync(catalog, again));
    }

    [Fact]
    public async Task What_was_taken_back_comes_again()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var image = await catalog.AddImageAsync($"[{Trip}]");
        var run = await catalog.RunAsync([(image, $"[{Cat}]")]);
        await catalog.UndoAsync(run);
        Assert.Equal($"[{Trip}]", await catalog.TagsAsync(image));

        Assert.Equal(1, await catalog.MergeAsync([(image, $"[{Cat}]")]));
        Assert.Equal($"[{Trip}, {Cat}]", await catalog.TagsAsync(image));
    }

    [Fact]
    public async Task A_run_that_found_all_as_it_wanted_it_still_keeps_the_one_before_from_being_taken_back()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var rows = new[] { (await catalog.AddImageAsync(null), $"[{Cat}]") };
        var run = await catalog.RunAsync(rows);
        await catalog.RunAsync(rows);

        await Assert.ThrowsAsync<Catalog.Undo.LaterRun>(() => catalog.UndoAsync(run));
    }

    private static async Task<object?> SettledAsync(TestCatalog catalog, Run run)
    {
        await catalog.PlanAsync(run, staged: (long)(await catalog.ScalarAsync($"SELECT count(*) FROM label_ingest.staging_{run.Number}"))!);
        return await catalog.ScalarAsync($"SELECT count(*) FILTER (WHERE settled IS NOT NULL) FROM label_ingest.merge_plan_{run.Number}");
    }
}

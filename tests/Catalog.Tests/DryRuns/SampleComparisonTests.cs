using Catalog.Merge;

namespace CatalogTests.DryRuns;

public sealed class SampleComparisonTests(PostgresFixture postgres)
{
    private const string Cat = """[{"name": "cat", "accuracy": 0.5, "provider": "rekognition"}]""";
    private const string Dog = """[{"name": "dog", "accuracy": 0.5, "provider": "rekognition"}]""";

    /// <summary>Each image with the transaction that wrote its present version, in one value.</summary>
    private const string Versions = "SELECT md5(string_agg(identifier || ' ' || xmin || ' ' || coalesce(tags::text, ''), ',' ORDER BY identifier)) FROM image";

    [Theory]
    [InlineData(MergeMode.Merge)]
    [InlineData(MergeMode.Replace)]
    public async Task It_finds_what_a_merge_would_change_and_changes_nothing(MergeMode mode)
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.AddOtherImagesAsync();
        var (none, same, both) = (await catalog.AddImageAsync(tags: null), await catalog.AddImageAsync(Cat), await catalog.AddImageAsync(Catenated()));
        var absent = Guid.NewGuid();
        (Guid, string)[] rows = [(none, Dog), (none, Cat), (same, Dog), (same, Cat), (both, Cat), (absent, Cat), (absent, Cat), (absent, Dog)];
        var run = await catalog.BeginRunAsync(dryRun: true);
        await catalog.StageAsync(run, rows);
        var before = await catalog.ScalarAsync(Versions);

        await catalog.CompareAsync(run, mode);
        await catalog.CompareAsync(run, mode);

        Assert.Equal(before, await catalog.ScalarAsync(Versions));
        Assert.Equal("sample_1", await catalog.ScalarAsync("SELECT string_agg(tablename, ' ') FROM pg_tables WHERE tablename ~ '_[0-9]+$'"));
        Assert.Equal("8 4 18 3", await catalog.ScalarAsync("SELECT concat_ws(' ', sampled, images, squares, matched) FROM label_ingest.dry_run"));
        Assert.Equal(true, await catalog.ScalarAsync(
            """
            SELECT rehearsed = changed AND tags_after <> tags_before AND table_after >= table_before AND sample_bytes >= 8192 FROM label_ingest.dry_run
            """));
        var real = await catalog.BeginRunAsync();
        await catalog.StageAsync(real, rows);
        Assert.Equal(
            await catalog.MergeStagedAsync(real, rows.Length, mode), await catalog.ScalarAsync("SELECT changed FROM label_ingest.dry_run"));
    }

    [Fact]
    public async Task A_sample_without_rows_is_compared_too()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var run = await catalog.BeginRunAsync(dryRun: true);
        await catalog.StageAsync(run, []);

        await catalog.CompareAsync(run);

        Assert.Equal(true, await catalog.ScalarAsync("SELECT check_seconds >= 0 FROM label_ingest.runs"));
        Assert.Equal("0 0 0 0 0", await catalog.ScalarAsync("SELECT concat_ws(' ', sampled, images, squares, matched, rehearsed) FROM label_ingest.dry_run"));
    }

    /// <summary>An image of which a merge changes one tag's place, and a replacement the other tag.</summary>
    private static string Catenated() => Cat[..^1] + "," + Dog[1..];
}

using Catalog.Ledger;
using Catalog.Merge;
using Catalog.Runs;

namespace CatalogTests;

public sealed class StagingTests(PostgresFixture postgres)
{
    private const string Tags = """[{"name": "cat", "accuracy": 0.5, "provider": "rekognition"}]""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_chunk_that_another_worker_has_committed_is_not_committed_again()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var run = await catalog.BeginRunAsync();
        var rows = new[] { (Guid.NewGuid(), Tags), (Guid.NewGuid(), Tags) };

        Assert.True(await catalog.StageAsync(run, rows));
        Assert.False(await catalog.StageAsync(run, rows));

        Assert.Equal(2L, await catalog.ScalarAsync($"SELECT count(*) FROM label_ingest.staging_{run.Number}"));
        Assert.Equal(2, (await new ShardLedger(catalog.Database).TotalsAsync(run, Cancellation)).Staged);
    }

    [Fact]
    public async Task What_went_wrong_beside_a_broken_connection_keeps_its_name()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var run = await catalog.BeginRunAsync();
        var error = new InvalidDataException("What really happened.");

        var thrown = await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await using var chunk = await Catalog.Staging.StagingChunk.BeginAsync(catalog.Database, run, new Catalog.Staging.CopyBuffer(), Cancellation);
            await catalog.ScalarAsync(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY%'");
            await catalog.WaitUntilAsync(
                "SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY%')", new TaskCompletionSource().Task);
            throw error;
        });

        Assert.Same(error, thrown);
        Assert.True(await catalog.StageAsync(run, [(Guid.NewGuid(), Tags)]));
    }

    [Fact]
    public async Task A_shard_goes_on_where_its_last_chunk_ended()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var run = await catalog.BeginRunAsync();
        var ledger = new ShardLedger(catalog.Database);
        Assert.Equal(new ShardProgress(NextByte: null, Done: false), await ledger.ProgressAsync(run, 0, Cancellation));

        await catalog.StageAsync(run, [(Guid.NewGuid(), Tags)], done: false);
        Assert.Equal(new ShardProgress(100, Done: false), await ledger.ProgressAsync(run, 0, Cancellation));

        await catalog.StageAsync(run, [(Guid.NewGuid(), Tags)], firstByte: 100);
        Assert.Equal(new ShardProgress(1_000_000, Done: true), await ledger.ProgressAsync(run, 0, Cancellation));
    }

    [Fact]
    public async Task Lost_staging_is_noticed_before_and_during_the_merge()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var image = await catalog.AddImageAsync(tags: null);
        var run = await catalog.BeginRunAsync();
        await catalog.StageAsync(run, [(image, Tags)]);

        await Assert.ThrowsAsync<StagingLost>(() => catalog.MergeStagedAsync(run, staged: 2));

        await catalog.MergeStagedAsync(run, staged: 1);
        var second = await catalog.BeginRunAsync();
        await catalog.StageAsync(second, [(image, Tags.Replace("0.5", "0.6", StringComparison.Ordinal))]);
        await catalog.PlanAsync(second, staged: 1);
        await catalog.ScalarAsync($"TRUNCATE label_ingest.staging_{second.Number}");

        await Assert.ThrowsAsync<StagingLost>(() => catalog.MergeStagedAsync(second, staged: 1));
        Assert.Equal(Tags, await catalog.ScalarAsync(
            """SELECT format('[{"name": "%s", "accuracy": %s, "provider": "%s"}]', tags #>> '{0,name}', tags #>> '{0,accuracy}', tags #>> '{0,provider}') FROM image"""));
    }

    [Fact]
    public async Task A_dry_run_stages_nothing_and_is_finished_without_a_merge()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var run = await catalog.BeginRunAsync(dryRun: true);

        Assert.True(await catalog.StageAsync(run, [(Guid.NewGuid(), Tags)]));
        await new RunCompletion(catalog.Database).CompleteAsync(run, Cancellation);

        Assert.Equal(0L, await catalog.ScalarAsync("SELECT count(*) FROM pg_tables WHERE tablename ~ '_[0-9]+$'"));
        var summary = await new RunSummaries(catalog.Database).ReadAsync(run.Plan.RunId, Cancellation);
        Assert.Equal((1L, (long?)null, true), (summary.Staged, summary.Matched, summary.Finished));
    }

    [Fact]
    public async Task A_run_is_finished_only_when_all_is_merged_and_its_tables_are_dropped_then()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var image = await catalog.AddImageAsync(tags: null);
        var run = await catalog.BeginRunAsync();
        var completion = new RunCompletion(catalog.Database);
        await catalog.StageAsync(run, [(image, Tags), (image, Tags), (Guid.NewGuid(), Tags)]);

        await Assert.ThrowsAsync<MergeIncomplete>(() => completion.CompleteAsync(run, Cancellation));
        await catalog.MergeStagedAsync(run, staged: 3);
        await completion.CompleteAsync(run, Cancellation);
        await completion.CompleteAsync(run, Cancellation);

        var summary = await new RunSummaries(catalog.Database).ReadAsync(run.Plan.RunId, Cancellation);
        Assert.Equal(
            (3L, 1L, 1L, 1L, 1L, true),
            (summary.Staged, summary.Duplicates, summary.Unmatched, summary.Matched, summary.Changed, summary.Finished));
        Assert.Equal(0L, await catalog.ScalarAsync("SELECT count(*) FROM pg_tables WHERE tablename ~ '_[0-9]+$' AND tablename !~ '^undo_'"));
    }

    [Fact]
    public async Task The_view_of_runs_tells_how_far_each_is_and_how_long_it_will_take()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var image = await catalog.AddImageAsync(tags: null);
        var run = await catalog.BeginRunAsync();
        var state = () => catalog.ScalarAsync("SELECT format('%s %s/%s %s', state, shards_done, shards, time_left IS NOT NULL) FROM label_ingest.runs");
        Assert.Equal("planned 0/1 f", await state());

        await catalog.StageAsync(run, [(image, Tags)], done: false);
        Assert.Equal("loading 0/1 t", await state());

        await catalog.StageAsync(run, [(image, Tags)], firstByte: 100);
        Assert.Equal("loaded 1/1 t", await state());

        await catalog.MergeStagedAsync(run, staged: 2);
        Assert.Equal("merging 1/1 t", await state());

        await new RunCompletion(catalog.Database).CompleteAsync(run, Cancellation);
        Assert.Equal("finished 1/1 f", await state());
    }

    [Fact]
    public async Task A_run_is_planned_once_and_never_for_two_versions_of_its_source()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var run = await catalog.BeginRunAsync();
        var ledger = new RunLedger(catalog.Database);

        Assert.Equal(run, await ledger.BeginAsync(run.Plan, Cancellation));
        var replaced = run.Plan with { Source = run.Plan.Source with { ETag = "\"other\"" } };
        await Assert.ThrowsAsync<SourceChanged>(() => ledger.BeginAsync(replaced, Cancellation));
        await Assert.ThrowsAsync<RunExists>(() => ledger.BeginAsync(run.Plan with { Provider = "another" }, Cancellation));
        await Assert.ThrowsAsync<UnknownRun>(() => ledger.GetAsync("nobody's", Cancellation));
    }

    [Theory]
    [InlineData("no_such_table")]
    [InlineData("label_ingest.run")]
    [InlineData("image\"; DROP TABLE image; --")]
    [InlineData("pg_class")]
    public async Task A_table_that_is_no_catalog_table_is_refused(string table)
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);

        await Assert.ThrowsAsync<Catalog.UnknownTable>(() => Catalog.CatalogTable.FindAsync(catalog.Database, table, Cancellation));
    }

    [Fact]
    public async Task A_table_with_an_awkward_name_takes_tags()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.ScalarAsync("""CREATE TABLE "my ""odd"" %2F ünï" (LIKE image INCLUDING ALL)""");
        var image = await catalog.AddImageAsync(tags: null, """
            "my ""odd"" %2F ünï"
            """);
        var run = await catalog.BeginRunAsync(table: "my \"odd\" %2F ünï");
        await catalog.StageAsync(run, [(image, Tags)]);

        Assert.Equal(1, await catalog.MergeStagedAsync(run, staged: 1));
    }

    [Fact]
    public async Task The_ledgers_tables_are_made_by_many_at_once()
    {
        await using var database = Catalog.CatalogDatabase.Open(await postgres.CreateDatabaseAsync(), "Catalog.Tests");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Catalog.Schema.CatalogSchema.EnsureAsync(database, Cancellation)));

        await using var command = database.CreateCommand("SELECT count(*) FROM label_ingest.run");
        Assert.Equal(0L, await command.ExecuteScalarAsync(Cancellation));
    }
}

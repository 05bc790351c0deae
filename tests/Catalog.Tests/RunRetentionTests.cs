using Catalog.Ledger;
using Catalog.Runs;
using Catalog.Statistics;
using Catalog.Undo;

namespace CatalogTests;

public sealed class RunRetentionTests(PostgresFixture postgres)
{
    private const string Tags = """[{"name": "cat", "accuracy": 0.5, "provider": "rekognition"}]""";

    private const string WhatIsKept = "SELECT (SELECT count(*) FROM label_ingest.dry_run) + (SELECT count(*) FROM label_ingest.run_statistics)";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_abandoned_run_loses_its_tables_after_two_weeks_and_cannot_go_on()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var abandoned = await PlannedRunAsync(catalog);
        var recent = await PlannedRunAsync(catalog);
        await AgeAsync(catalog, abandoned, days: 15);
        await AgeAsync(catalog, recent, days: 13);

        Assert.Equal([abandoned.Plan.RunId], await RemoveAsync(catalog));
        Assert.Empty(await RemoveAsync(catalog));

        Assert.Equal("merge_plan_2 staging_2 undo_1 undo_2", await TablesAsync(catalog));
        await Assert.ThrowsAsync<RunExpired>(() => new RunLedger(catalog.Database).GetAsync(abandoned.Plan.RunId, Cancellation));
        await Assert.ThrowsAsync<RunExpired>(() => new RunLedger(catalog.Database).BeginAsync(abandoned.Plan, Cancellation));
        Assert.Equal(
            "expired merging", await catalog.ScalarAsync("SELECT string_agg(state, ' ' ORDER BY started_at) FROM label_ingest.runs"));
    }

    [Fact]
    public async Task A_plan_that_was_never_finished_goes_too()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var run = await catalog.BeginRunAsync();
        await catalog.StageAsync(run, [(Guid.NewGuid(), Tags)]);
        await catalog.ScalarAsync("CREATE UNLOGGED TABLE label_ingest.gathered_1 (identifier uuid)");
        await AgeAsync(catalog, run, days: 15);

        Assert.Equal([run.Plan.RunId], await RemoveAsync(catalog));
        Assert.Equal("undo_1", await TablesAsync(catalog));
    }

    [Fact]
    public async Task An_abandoned_dry_run_loses_its_sample_and_a_forgotten_one_what_was_found_in_it()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var run = await catalog.BeginRunAsync(dryRun: true);
        await catalog.StageAsync(run, [(await catalog.AddImageAsync(tags: null), Tags)]);
        await catalog.CompareAsync(run);
        await new RunStatistics(catalog.Database).SumAsync(run, Cancellation);
        Assert.Equal("sample_1", await TablesAsync(catalog));

        await AgeAsync(catalog, run, days: 15);
        Assert.Equal([run.Plan.RunId], await RemoveAsync(catalog));
        Assert.Equal("", await TablesAsync(catalog));
        Assert.Equal(2L, await catalog.ScalarAsync(WhatIsKept));

        await AgeAsync(catalog, run, days: 80);
        Assert.Equal([run.Plan.RunId], await RemoveAsync(catalog));
        Assert.Equal(0L, await catalog.ScalarAsync(WhatIsKept));
    }

    [Fact]
    public async Task After_ninety_days_the_ledger_forgets_a_run()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        Run[] runs = [await FinishedRunAsync(catalog), await FinishedRunAsync(catalog)];
        await AgeAsync(catalog, runs[0], days: 91);
        await AgeAsync(catalog, runs[1], days: 89);

        Assert.Equal([runs[0].Plan.RunId], await RemoveAsync(catalog));

        Assert.Equal(runs[1].Plan.RunId, await catalog.ScalarAsync("SELECT string_agg(run_id, ' ') FROM label_ingest.runs"));
        Assert.Equal(1L, await catalog.ScalarAsync("SELECT count(*) FROM label_ingest.shard_part"));
        Assert.Equal("undo_2", await TablesAsync(catalog));
    }

    [Fact]
    public async Task A_run_that_somebody_holds_is_left_for_the_next_time()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var run = await PlannedRunAsync(catalog);
        await AgeAsync(catalog, run, days: 15);
        await using (var connection = await catalog.Database.OpenConnectionAsync(Cancellation))
        await using (await connection.BeginTransactionAsync(Cancellation))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT FROM label_ingest.staging_{run.Number}";
            await command.ExecuteNonQueryAsync(Cancellation);

            Assert.Empty(await RemoveAsync(catalog));
        }

        Assert.Equal([run.Plan.RunId], await RemoveAsync(catalog));
    }

    /// <summary>A backup does that for hours.</summary>
    [Fact]
    public async Task Tables_that_somebody_holds_keep_no_run_from_being_finished_or_taken_back_and_go_later()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var run = await PlannedRunAsync(catalog);
        await catalog.MergeStagedAsync(run, staged: 1);
        await using (var connection = await catalog.Database.OpenConnectionAsync(Cancellation))
        await using (await connection.BeginTransactionAsync(Cancellation))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT FROM label_ingest.staging_{run.Number}, label_ingest.undo_{run.Number}";
            await command.ExecuteNonQueryAsync(Cancellation);

            Assert.False(await new RunCompletion(catalog.Database).CompleteAsync(run, Cancellation));
            Assert.Equal("finished", await catalog.ScalarAsync("SELECT state FROM label_ingest.runs"));
            Assert.Equal((1, true), await catalog.UndoAsync(run));
        }

        Assert.Equal("merge_plan_1 staging_1 undo_1", await TablesAsync(catalog));
        await AgeAsync(catalog, run, days: 15);
        await catalog.ScalarAsync("UPDATE label_ingest.undo SET committed_at = committed_at - interval '15 days'");
        Assert.Equal([run.Plan.RunId], await RemoveAsync(catalog));
        Assert.Equal("undo_1", await TablesAsync(catalog));
        Assert.Empty(await RemoveAsync(catalog));
        Assert.Equal("undone", await catalog.ScalarAsync("SELECT state FROM label_ingest.runs"));
        Assert.Equal(DBNull.Value, await catalog.ScalarAsync("SELECT expired_at FROM label_ingest.run"));
    }

    [Fact]
    public async Task What_somebody_built_on_a_runs_tables_hinders_no_other_run()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var run = await PlannedRunAsync(catalog);
        await AgeAsync(catalog, run, days: 15);
        await catalog.ScalarAsync($"CREATE VIEW mine AS SELECT FROM label_ingest.staging_{run.Number}");

        var (_, hindrance) = Assert.Single(await new RunRetention(catalog.Database).RemoveAsync(Cancellation));

        Assert.Contains("depend", hindrance, StringComparison.Ordinal);
        Assert.Equal("merging", await catalog.ScalarAsync("SELECT state FROM label_ingest.runs"));
    }

    [Fact]
    public async Task An_undo_that_is_not_done_is_not_forgotten()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var run = await PlannedRunAsync(catalog);
        await AgeAsync(catalog, run, days: 100);
        await new UndoStart(catalog.Database).BeginAsync(run, Cancellation);
        await catalog.ScalarAsync("UPDATE label_ingest.undo SET committed_at = committed_at - interval '99 days'");

        Assert.Equal([run.Plan.RunId], await RemoveAsync(catalog));
        Assert.Empty(await RemoveAsync(catalog));

        Assert.Equal("undoing", await catalog.ScalarAsync("SELECT state FROM label_ingest.runs"));
        Assert.Equal("undo_1", await TablesAsync(catalog));
    }

    /// <returns>The runs that were removed.</returns>
    private static async Task<IReadOnlyList<string>> RemoveAsync(TestCatalog catalog) =>
        [.. from old in await new RunRetention(catalog.Database).RemoveAsync(Cancellation) where old.Hindrance is null select old.RunId];

    private static async Task<Run> PlannedRunAsync(TestCatalog catalog)
    {
        var run = await catalog.BeginRunAsync();
        await catalog.StageAsync(run, [(await catalog.AddImageAsync(tags: null), Tags)]);
        await catalog.PlanAsync(run, staged: 1);
        return run;
    }

    private static async Task<Run> FinishedRunAsync(TestCatalog catalog)
    {
        var run = await PlannedRunAsync(catalog);
        await catalog.MergeStagedAsync(run, staged: 1);
        await new RunCompletion(catalog.Database).CompleteAsync(run, Cancellation);
        return run;
    }

    /// <summary>Moves all that the ledger says of a run into the past.</summary>
    private static async Task AgeAsync(TestCatalog catalog, Run run, int days)
    {
        await catalog.ScalarAsync(
            $"""
            UPDATE label_ingest.run
            SET started_at = started_at - interval '{days} days', planned_at = planned_at - interval '{days} days',
                merge_planned_at = merge_planned_at - interval '{days} days', finished_at = finished_at - interval '{days} days'
            WHERE run_number = {run.Number}
            """);
        foreach (var table in new[] { "shard_part", "merge_planning", "merge_part" })
        {
            await catalog.ScalarAsync(
                $"UPDATE label_ingest.{table} SET committed_at = committed_at - interval '{days} days' WHERE run_number = {run.Number}");
        }
    }

    private static async Task<string?> TablesAsync(TestCatalog catalog) =>
        await catalog.ScalarAsync("SELECT coalesce(string_agg(tablename, ' ' ORDER BY tablename), '') FROM pg_tables WHERE tablename ~ '_[0-9]+$'") as string;
}

using Catalog.Surfacing;
using CatalogTests;

namespace CurationTests.Refresh;

public sealed class RefreshBatchTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 5)]
    [InlineData(4, 5)]
    [InlineData(5, 5)]
    [InlineData(6, 5)]
    [InlineData(14, 5)]
    [InlineData(15, 5)]
    [InlineData(16, 5)]
    [InlineData(7, 1)]
    [InlineData(7, 100_000)]
    [InlineData(20_000, 100_000)]
    public async Task No_row_is_dropped_at_the_end_of_a_batch_nor_counted_twice(int rows, int batchRows)
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await catalog.FillAsync(rows);

        // Of each page the last row, too, has to change.
        await catalog.ScalarAsync($"UPDATE image SET tags = '{RefreshCatalog.Cat}'; UPDATE api_image SET tags = '{RefreshCatalog.Woman}'");
        var dry = await catalog.RefreshAsync(dryRun: true, batchRows: batchRows);
        var summary = await catalog.RefreshAsync(batchRows: batchRows);

        Assert.Equal((rows, rows, rows, rows, 0), (summary.Rows, summary.Changed, summary.Appeared, summary.Vanished, summary.Missing));
        Assert.Equal(summary with { RefreshId = dry.RefreshId, DryRun = true }, dry);
        Assert.Equal((long)rows, await catalog.ScalarAsync($"SELECT count(*) FROM api_image WHERE tags = '{RefreshCatalog.Cat}'"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Workers_side_by_side_refresh_and_count_each_row_once(bool dryRun)
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await catalog.FillAsync(500);
        var plan = catalog.Plan(dryRun: dryRun, batchRows: 7);

        await Task.WhenAll(catalog.RefreshAsync(plan), catalog.RefreshAsync(plan), catalog.RefreshAsync(plan));
        var summary = await catalog.RefreshAsync(plan);

        Assert.Equal((500, 300, 0, 300, true), (summary.Rows, summary.Changed, summary.Appeared, summary.Vanished, summary.Done));
        Assert.Equal(dryRun ? 300 : 0, await catalog.WrongAsync());
    }

    [Fact]
    public async Task What_was_stopped_goes_on_where_it_stopped_and_says_so_while_it_is_not_done()
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await catalog.FillAsync(20);
        var plan = catalog.Plan();
        var surfacer = await catalog.BeginAsync(plan);

        Assert.True(await surfacer.RefreshBatchAsync(Cancellation));
        var summary = await new RefreshLedger(catalog.Database).CompleteAsync(plan.RefreshId, Cancellation);
        Assert.Equal((5, false), (summary.Rows, summary.Done));

        summary = await catalog.RefreshAsync(plan);
        Assert.Equal((20, 12, true), (summary.Rows, summary.Changed, summary.Done));
        Assert.Equal(summary, await catalog.RefreshAsync(plan));
        Assert.Equal(0, await catalog.WrongAsync());
    }

    [Fact]
    public async Task A_policy_that_changes_meanwhile_is_followed_from_there_on_and_told()
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await catalog.FillAsync(20);
        var plan = catalog.Plan();
        var surfacer = await catalog.BeginAsync(plan);
        Assert.True(await surfacer.RefreshBatchAsync(Cancellation));

        await catalog.ExcludeAsync("cat");
        var summary = await catalog.RefreshAsync(plan);
        Assert.True(summary.PolicyChanged);
        Assert.InRange(await catalog.WrongAsync(), 0, 5);

        var again = await catalog.RefreshAsync();
        Assert.False(again.PolicyChanged);
        Assert.Equal(0, await catalog.WrongAsync());
        Assert.True((await catalog.RefreshAsync(plan)).PolicyChanged);
    }
}

using CatalogTests;
using Npgsql;

namespace CurationTests.Refresh;

/// <summary>What others do to a refresh while it goes: end it, run beside it, write what it reads.</summary>
public sealed class RefreshInterruptionTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Each lock holds the worker up at another step of a batch.</summary>
    [Theory]
    [InlineData("LOCK TABLE api_image IN ACCESS EXCLUSIVE MODE")]
    [InlineData("SELECT FROM tag_policy.refresh FOR UPDATE")]
    [InlineData("LOCK TABLE api_image IN EXCLUSIVE MODE")]
    [InlineData("LOCK TABLE api_image IN SHARE MODE")]
    [InlineData("SELECT FROM api_image FOR UPDATE; LOCK TABLE tag_policy.refresh_postponed IN SHARE MODE")]
    public async Task Killed_at_any_step_of_a_batch_it_ends_right(string block)
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await catalog.FillAsync(20);
        var before = await catalog.DigestAsync();
        var plan = catalog.Plan();
        var surfacer = await catalog.BeginAsync(plan);
        Assert.True(await surfacer.RefreshBatchAsync(Cancellation));

        await KillAsync(catalog, block, () => surfacer.RefreshBatchAsync(Cancellation));
        Assert.Equal(5L, await catalog.ScalarAsync("SELECT rows_read FROM tag_policy.refresh"));
        var summary = await catalog.FinishAsync(plan);

        Assert.Equal((20, 12, 0, 12, true), (summary.Rows, summary.Changed, summary.Appeared, summary.Vanished, summary.Done));
        Assert.Equal(0, await catalog.WrongAsync());
        Assert.Equal(before, await catalog.DigestAsync());
    }

    [Theory]
    [InlineData("SELECT FROM tag_policy.refresh_postponed FOR UPDATE")]
    [InlineData("SELECT FROM api_image FOR UPDATE")]
    [InlineData("LOCK TABLE api_image IN SHARE MODE")]
    [InlineData("SELECT FROM tag_policy.refresh FOR UPDATE")]
    public async Task Killed_at_any_step_of_a_row_that_was_held_it_ends_right(string block)
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await catalog.FillAsync(5);
        var plan = catalog.Plan();
        await using (var connection = await catalog.Database.OpenConnectionAsync(Cancellation))
        await using (await connection.BeginTransactionAsync(Cancellation))
        {
            await ExecuteAsync(connection, "SELECT FROM api_image FOR UPDATE");
            Assert.Equal(0, (await catalog.RefreshAsync(plan)).Changed);
        }

        var postponed = await catalog.PostponedAsync(plan, TimeSpan.FromHours(1));
        await KillAsync(catalog, block, () => postponed.RefreshNextAsync(Cancellation));
        Assert.Equal(3L, await catalog.ScalarAsync("SELECT count(*) FROM tag_policy.refresh_postponed"));
        var summary = await catalog.FinishAsync(plan);

        Assert.Equal((5, 3, 3, true), (summary.Rows, summary.Changed, summary.Vanished, summary.Done));
        Assert.Equal(0, await catalog.WrongAsync());
    }

    [Fact]
    public async Task Two_refreshes_of_one_table_side_by_side_write_each_row_once_between_them()
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await catalog.FillAsync(500);

        var summaries = await Task.WhenAll(catalog.FinishAsync(catalog.Plan(batchRows: 7)), catalog.FinishAsync(catalog.Plan(batchRows: 11)));

        Assert.All(summaries, summary => Assert.Equal((500, true), (summary.Rows, summary.Done)));
        Assert.Equal((300, 0, 300), (summaries.Sum(one => one.Changed), summaries.Sum(one => one.Appeared), summaries.Sum(one => one.Vanished)));
        Assert.Equal(0, await catalog.WrongAsync());
    }

    [Fact]
    public async Task A_merge_that_goes_on_holds_nothing_up_and_what_it_has_not_committed_is_not_shown()
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await catalog.FillAsync(20);
        await using var connection = await catalog.Database.OpenConnectionAsync(Cancellation);
        await using var merge = await connection.BeginTransactionAsync(Cancellation);
        await ExecuteAsync(connection, """UPDATE image SET tags = '[{"name": "dog", "provider": "flickr"}]'""");

        var summary = await catalog.RefreshAsync();
        Assert.Equal((20, 12, true), (summary.Rows, summary.Changed, summary.Done));
        Assert.Equal(0, await catalog.WrongAsync());

        await merge.CommitAsync(Cancellation);
        Assert.Equal(20, (await catalog.RefreshAsync()).Changed);
        Assert.Equal(0, await catalog.WrongAsync());
    }

    private static async Task KillAsync(RefreshCatalog catalog, string block, Func<Task> step)
    {
        await using var connection = await catalog.Database.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await ExecuteAsync(connection, block);
        var running = step();
        await catalog.WaitUntilAsync(
            "SELECT bool_or(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()", running);
        var error = await Assert.ThrowsAnyAsync<NpgsqlException>(() => running);
        Assert.Equal(PostgresErrorCodes.AdminShutdown, error.SqlState);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}

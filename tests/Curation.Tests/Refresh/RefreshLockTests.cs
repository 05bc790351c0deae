using Catalog.Merge;
using CatalogTests;
using Npgsql;

namespace CurationTests.Refresh;

public sealed class RefreshLockTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_that_another_writer_holds_is_passed_over_and_taken_up_again()
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await catalog.FillAsync(10);
        var held = await catalog.AddAsync(RefreshCatalog.Cat, RefreshCatalog.Woman);
        await using var connection = await catalog.Database.OpenConnectionAsync(Cancellation);
        await using var writer = await connection.BeginTransactionAsync(Cancellation);
        await ExecuteAsync(connection, $"UPDATE api_image SET title = 'theirs' WHERE identifier = '{held}'");
        var plan = catalog.Plan();

        var summary = await catalog.RefreshAsync(plan);
        Assert.Equal((11, 6, false), (summary.Rows, summary.Changed, summary.Done));
        var impatient = await catalog.PostponedAsync(plan, patience: TimeSpan.Zero);
        var error = await Assert.ThrowsAsync<RowsLocked>(() => impatient.RefreshNextAsync(Cancellation));
        Assert.Contains($"{held}", error.Message, StringComparison.Ordinal);

        await writer.CommitAsync(Cancellation);
        Assert.True(await impatient.RefreshNextAsync(Cancellation));
        Assert.False(await impatient.RefreshNextAsync(Cancellation));
        summary = await catalog.RefreshAsync(plan);
        Assert.Equal((11, 7, 1, true), (summary.Rows, summary.Changed, summary.Appeared, summary.Done));
        Assert.Equal(0, await catalog.WrongAsync());
        Assert.Equal("theirs", await catalog.ScalarAsync($"SELECT title FROM api_image WHERE identifier = '{held}'"));
    }

    [Fact]
    public async Task What_another_writer_does_to_a_row_while_it_is_waited_for_is_seen()
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        var held = await catalog.AddAsync(RefreshCatalog.Cat, RefreshCatalog.Woman);
        await using var connection = await catalog.Database.OpenConnectionAsync(Cancellation);
        await using var writer = await connection.BeginTransactionAsync(Cancellation);
        await ExecuteAsync(connection, $"UPDATE api_image SET tags = '{RefreshCatalog.Cat}' WHERE identifier = '{held}'");
        var plan = catalog.Plan();
        await catalog.RefreshAsync(plan);

        var postponed = await catalog.PostponedAsync(plan, TimeSpan.FromMinutes(1));
        var refresh = postponed.RefreshNextAsync(Cancellation);
        await catalog.WaitUntilAsync(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database())", refresh);
        await writer.CommitAsync(Cancellation);
        Assert.True(await refresh);

        while (await postponed.RefreshNextAsync(Cancellation))
        {
            // Until none is left.
        }

        var summary = await catalog.RefreshAsync(plan);
        Assert.Equal((0, 0, 0, true), (summary.Changed, summary.Appeared, summary.Vanished, summary.Done));
        Assert.Equal(RefreshCatalog.Cat, await catalog.ShownAsync(held));
        Assert.False(await catalog.IsWrittenAsync(held));
    }

    [Fact]
    public async Task A_row_that_was_deleted_while_it_was_held_holds_nothing_up()
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await catalog.FillAsync(10);
        var held = await catalog.AddAsync(RefreshCatalog.Cat, RefreshCatalog.Woman);
        await using var connection = await catalog.Database.OpenConnectionAsync(Cancellation);
        await using var writer = await connection.BeginTransactionAsync(Cancellation);
        await ExecuteAsync(connection, $"DELETE FROM api_image WHERE identifier = '{held}'");
        var plan = catalog.Plan();
        Assert.False((await catalog.RefreshAsync(plan)).Done);
        await writer.CommitAsync(Cancellation);

        Assert.True(await (await catalog.PostponedAsync(plan, TimeSpan.Zero)).RefreshNextAsync(Cancellation));

        var summary = await catalog.RefreshAsync(plan);
        Assert.Equal((11, 6, true), (summary.Rows, summary.Changed, summary.Done));
    }

    [Fact]
    public async Task A_dry_run_neither_waits_nor_locks()
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await catalog.FillAsync(10);
        await using var connection = await catalog.Database.OpenConnectionAsync(Cancellation);
        await using var writer = await connection.BeginTransactionAsync(Cancellation);
        await ExecuteAsync(connection, "SELECT FROM api_image FOR UPDATE");
        await ExecuteAsync(connection, "SELECT FROM image FOR UPDATE");

        var summary = await catalog.RefreshAsync(dryRun: true);

        Assert.Equal((10, 6, true), (summary.Rows, summary.Changed, summary.Done));
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}

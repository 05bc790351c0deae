using CatalogTests;
using Npgsql;

namespace CurationTests.Refresh;

/// <summary>The first and the last rows of batches, while others hold them, add them and take them away.</summary>
public sealed class RefreshBorderTests(PostgresFixture postgres)
{
    private const int Batch = 5;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    public async Task First_and_last_rows_that_others_hold_are_taken_up_again_and_counted_once(int rows)
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await FillAsync(catalog, rows);
        var plan = catalog.Plan(batchRows: Batch);
        long held;
        await using (var connection = await catalog.Database.OpenConnectionAsync(Cancellation))
        await using (await connection.BeginTransactionAsync(Cancellation))
        {
            held = await HoldBordersAsync(connection, rows);
            var summary = await catalog.RefreshAsync(plan);
            Assert.Equal((rows, rows - held, false), (summary.Rows, summary.Changed, summary.Done));
        }

        var done = await catalog.FinishAsync(plan);

        Assert.InRange(held, 1, rows);
        Assert.Equal((rows, rows, rows, rows, true), (done.Rows, done.Changed, done.Appeared, done.Vanished, done.Done));
        Assert.Equal(0, await catalog.WrongAsync());
    }

    /// <summary>After the first batch, whose last row is the place from which the second one goes on.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    public async Task What_comes_and_goes_between_batches_neither_ends_nor_repeats_a_refresh(int rows)
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await FillAsync(catalog, rows);
        var (first, border, last) = (await catalog.NthAsync(1), await catalog.NthAsync(Batch), await catalog.NthAsync(rows));
        var plan = catalog.Plan(batchRows: Batch);
        Assert.True(await (await catalog.BeginAsync(plan)).RefreshBatchAsync(Cancellation));

        // Gone are the row where it stopped and the last one; two come in behind it, and two after all others.
        await catalog.ScalarAsync($"DELETE FROM image WHERE identifier IN ('{first}', '{border}', '{last}')");
        await catalog.ScalarAsync($"DELETE FROM api_image WHERE identifier IN ('{first}', '{border}', '{last}')");
        foreach (var identifier in new[] { "00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000001",
                     "ffffffff-ffff-ffff-ffff-fffffffffffe", "ffffffff-ffff-ffff-ffff-ffffffffffff" })
        {
            await catalog.AddImageAsync(Guid.Parse(identifier), RefreshCatalog.Cat);
            await catalog.ScalarAsync($"INSERT INTO api_image (identifier, tags) VALUES ('{identifier}', '{RefreshCatalog.Woman}')");
        }

        var summary = await catalog.RefreshAsync(plan);

        var read = rows + 2 - (border == last ? 0 : 1);
        Assert.Equal((read, read, read, 0, true), (summary.Rows, summary.Changed, summary.Vanished, summary.Orphaned, summary.Done));
        Assert.Equal(2, await catalog.WrongAsync());
        Assert.Equal(2, (await catalog.RefreshAsync()).Changed);
    }

    [Fact]
    public async Task A_refresh_ends_where_all_rows_after_its_last_batch_are_gone()
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await FillAsync(catalog, 3 * Batch);
        var border = await catalog.NthAsync(Batch);
        var plan = catalog.Plan(batchRows: Batch);
        Assert.True(await (await catalog.BeginAsync(plan)).RefreshBatchAsync(Cancellation));
        await catalog.ScalarAsync($"DELETE FROM image WHERE identifier > '{border}'; DELETE FROM api_image WHERE identifier > '{border}'");

        var summary = await catalog.RefreshAsync(plan);

        Assert.Equal((Batch, Batch, true), (summary.Rows, summary.Changed, summary.Done));
    }

    /// <summary>Every row shows something else than it should, so one that is dropped is missed.</summary>
    private static async Task FillAsync(RefreshCatalog catalog, int rows)
    {
        await catalog.FillAsync(rows);
        await catalog.ScalarAsync($"UPDATE image SET tags = '{RefreshCatalog.Cat}'; UPDATE api_image SET tags = '{RefreshCatalog.Woman}'");
    }

    private static async Task<long> HoldBordersAsync(NpgsqlConnection connection, int rows)
    {
        await using var hold = new NpgsqlCommand(
            """
            WITH placed AS (SELECT identifier, row_number() OVER (ORDER BY identifier) AS place FROM api_image),
            held AS MATERIALIZED (
              SELECT FROM api_image
              WHERE identifier IN (SELECT identifier FROM placed WHERE place % $1 IN (0, 1) OR place = $2)
              FOR UPDATE)
            SELECT count(*) FROM held
            """,
            connection);
        hold.Parameters.Add(new() { Value = (long)Batch });
        hold.Parameters.Add(new() { Value = (long)rows });
        return (long)(await hold.ExecuteScalarAsync(Cancellation))!;
    }
}

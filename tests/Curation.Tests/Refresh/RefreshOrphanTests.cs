using CatalogTests;

namespace CurationTests.Refresh;

/// <summary>Rows of the API's table that the catalog does not have.</summary>
public sealed class RefreshOrphanTests(PostgresFixture postgres)
{
    private const string Cat = RefreshCatalog.Cat;
    private const string Woman = RefreshCatalog.Woman;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Cat, Cat, 0)]
    [InlineData(null, null, 0)]
    [InlineData("[]", "[]", 0)]
    [InlineData("null", "[]", 0)]
    [InlineData("{}", "[]", 0)]
    [InlineData(Woman, "[]", 1)]
    [InlineData(RefreshCatalog.Machine, "[]", 1)]
    [InlineData("""[{"name": "Woman"}, {"name": "cat", "provider": "flickr"}, 7]""", Cat, 2)]
    public async Task Only_what_may_not_be_shown_vanishes_from_a_row_that_the_catalog_does_not_have(string? shown, string? expected, int vanished)
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        var orphan = await catalog.AddAsync(Cat, shown);
        await catalog.ScalarAsync("DELETE FROM image");

        var dry = await catalog.RefreshAsync(dryRun: true);
        Assert.Equal(shown, await catalog.ShownAsync(orphan));
        var summary = await catalog.RefreshAsync();

        Assert.Equal(expected, await catalog.ShownAsync(orphan));
        Assert.Equal(shown != expected, await catalog.IsWrittenAsync(orphan));
        Assert.Equal((0, 1, 0, vanished), (summary.Rows, summary.Orphaned, summary.Appeared, summary.Vanished));
        Assert.Equal(summary with { RefreshId = dry.RefreshId, DryRun = true }, dry);
        Assert.Equal(0, (await catalog.RefreshAsync()).Changed);
    }

    /// <summary>Whose rows stand first, last and at the border of a batch is another with each size.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(29)]
    [InlineData(30)]
    [InlineData(31)]
    public async Task Rows_that_only_one_of_the_tables_has_are_each_met_once_in_batches_of_any_size(int batchRows)
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await catalog.FillAsync(30);
        await catalog.ScalarAsync(
            $"""
            UPDATE api_image SET tags = '{Woman}';
            DELETE FROM image WHERE get_byte(uuid_send(identifier), 15) % 3 = 0;
            DELETE FROM api_image WHERE get_byte(uuid_send(identifier), 15) % 3 = 1
            """);
        var only = await catalog.ScalarAsync(
            """
            SELECT array[count(*) FILTER (WHERE image IS NULL), count(*) FILTER (WHERE api_image IS NULL)]
            FROM image FULL JOIN api_image USING (identifier)
            """);
        var (orphaned, missing) = (((long[])only!)[0], ((long[])only)[1]);
        Assert.InRange(orphaned, 3, 15);
        Assert.InRange(missing, 3, 15);

        var dry = await catalog.RefreshAsync(dryRun: true, batchRows: batchRows);
        var summary = await catalog.RefreshAsync(batchRows: batchRows);

        Assert.Equal((30 - orphaned, orphaned, missing), (summary.Rows, summary.Orphaned, summary.Missing));
        Assert.Equal((30 - missing, 30 - missing), (summary.Changed, summary.Vanished));
        Assert.Equal(summary with { RefreshId = dry.RefreshId, DryRun = true }, dry);
        Assert.Equal(0, await catalog.WrongAsync());
        Assert.Equal(0L, await catalog.ScalarAsync($"SELECT count(*) FROM api_image WHERE tags = '{Woman}'"));
    }

    [Fact]
    public async Task An_image_that_leaves_the_catalog_while_its_row_is_held_shows_nothing_that_may_not_be_shown()
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        var image = await catalog.AddAsync(Cat, Woman);
        var plan = catalog.Plan();
        await using (var writer = await catalog.Database.OpenConnectionAsync(Cancellation))
        await using (await writer.BeginTransactionAsync(Cancellation))
        {
            await using var hold = writer.CreateCommand();
            hold.CommandText = "SELECT FROM api_image FOR UPDATE";
            await hold.ExecuteNonQueryAsync(Cancellation);
            Assert.False((await catalog.RefreshAsync(plan)).Done);
        }

        await catalog.ScalarAsync("DELETE FROM image");
        var summary = await catalog.FinishAsync(plan);

        Assert.Equal((1, 1, 0, 1, true), (summary.Rows, summary.Changed, summary.Appeared, summary.Vanished, summary.Done));
        Assert.Equal("[]", await catalog.ShownAsync(image));
    }
}

using Catalog;
using Catalog.Surfacing;
using CatalogTests;
using Npgsql;

namespace CurationTests.Refresh;

public sealed class RefreshOutcomeTests(PostgresFixture postgres)
{
    private const string Cat = RefreshCatalog.Cat;
    private const string Woman = RefreshCatalog.Woman;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>What an image has, what is shown of it, and what is shown afterwards. Nothing to show is [], or NULL if that is there.</summary>
    public static TheoryData<string?, string?, string?, int, int> Rows { get; } = new()
    {
        { Cat, Cat, Cat, 0, 0 },
        { Cat, null, Cat, 1, 0 },
        { Cat, "[]", Cat, 1, 0 },
        { Cat, "null", Cat, 1, 0 },
        { Cat, """{"name": "cat"}""", Cat, 1, 0 },
        { Woman, Woman, "[]", 0, 1 },
        { Woman, null, null, 0, 0 },
        { Woman, "[]", "[]", 0, 0 },
        { Woman, "null", "[]", 0, 0 },
        { RefreshCatalog.Machine, RefreshCatalog.Machine, "[]", 0, 1 },
        { null, Cat, "[]", 0, 1 },
        { null, null, null, 0, 0 },
        { null, "[]", "[]", 0, 0 },
        { "[]", Cat, "[]", 0, 1 },
        { "{}", Cat, "[]", 0, 1 },
        { """["cat", 1, null, {}]""", """["cat", 1, null, {}]""", "[]", 0, 4 },
        { """[{"name": "b"}, {"name": "a"}]""", """[{"name": "a"}, {"name": "b"}]""", """[{"name": "b"}, {"name": "a"}]""", 0, 0 },
        { """[{"name": "a"}, {"name": "a"}]""", """[{"name": "a"}]""", """[{"name": "a"}, {"name": "a"}]""", 1, 0 },
        { """[{"name": "a", "accuracy": 0.95}]""", """[{"name": "a", "accuracy": 0.9}]""", """[{"name": "a", "accuracy": 0.95}]""", 1, 1 },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_row_shows_what_the_policy_lets_through_and_is_written_only_where_that_is_something_else(
        string? tags, string? shown, string? expected, int appeared, int vanished)
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        var image = await catalog.AddAsync(tags, shown);
        var before = await catalog.DigestAsync();

        var dry = await catalog.RefreshAsync(dryRun: true);
        Assert.Equal(shown, await catalog.ShownAsync(image));
        Assert.False(await catalog.IsWrittenAsync(image));
        var summary = await catalog.RefreshAsync();

        var isChanged = shown != expected;
        Assert.Equal(expected, await catalog.ShownAsync(image));
        Assert.Equal(isChanged, await catalog.IsWrittenAsync(image));
        Assert.Equal(
            new RefreshSummary(
                summary.RefreshId, Rows: 1, isChanged ? 1 : 0, appeared, vanished, Missing: 0, Orphaned: 0, DryRun: false, PolicyChanged: false, Done: true),
            summary);
        Assert.Equal(summary with { RefreshId = dry.RefreshId, DryRun = true }, dry);
        Assert.Equal(before, await catalog.DigestAsync());
    }

    [Fact]
    public async Task A_lifted_switch_lets_tags_appear_and_a_second_refresh_changes_nothing()
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await catalog.FillAsync(20);
        await catalog.RefreshAsync();
        Assert.Equal(0, await catalog.WrongAsync());
        var before = await catalog.DigestAsync();
        await catalog.ScalarAsync("UPDATE tag_policy.provider_rule SET withheld = false WHERE provider = 'rekognition'");

        var lifted = await catalog.RefreshAsync();
        var again = await catalog.RefreshAsync();

        Assert.Equal((4, 4, 0), (lifted.Changed, lifted.Appeared, lifted.Vanished));
        Assert.Equal((20, 0, 0, 0), (again.Rows, again.Changed, again.Appeared, again.Vanished));
        Assert.Equal(0, await catalog.WrongAsync());
        Assert.Equal(before, await catalog.DigestAsync());
    }

    [Fact]
    public async Task Rows_that_the_API_does_not_have_are_counted_and_not_added()
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await catalog.FillAsync(10);
        await catalog.AddImageAsync(Guid.Empty, Cat);
        await catalog.AddImageAsync(Guid.AllBitsSet, Cat);

        var summary = await catalog.RefreshAsync();

        Assert.Equal((12, 2, 6), (summary.Rows, summary.Missing, summary.Changed));
        Assert.Equal(0, await catalog.WrongAsync());
        Assert.Equal(10L, await catalog.ScalarAsync("SELECT count(*) FROM api_image"));
    }

    [Fact]
    public async Task A_table_of_another_schema_without_updated_on_is_refreshed_too()
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await catalog.FillAsync(10);
        await catalog.ScalarAsync(
            """
            CREATE SCHEMA api; CREATE TABLE api.image (identifier uuid PRIMARY KEY, tags jsonb); INSERT INTO api.image SELECT identifier, tags FROM image
            """);

        var summary = await catalog.RefreshAsync(target: "api.image");

        Assert.Equal((10, 6, 0), (summary.Rows, summary.Changed, summary.Missing));
        Assert.Equal(6L, await catalog.ScalarAsync("SELECT count(*) FROM image JOIN api.image AS shown USING (identifier) WHERE image.tags <> shown.tags"));
        Assert.Equal(6L, await catalog.WrongAsync());
    }

    [Fact]
    public async Task A_role_that_may_only_read_the_catalog_is_enough()
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await catalog.FillAsync(10);
        await catalog.ScalarAsync(
            """
            CREATE ROLE refresher;
            GRANT SELECT ON image TO refresher;
            GRANT SELECT, UPDATE (tags, updated_on) ON api_image TO refresher;
            GRANT USAGE ON SCHEMA tag_policy TO refresher;
            GRANT SELECT ON tag_policy.compiled, tag_policy.exclusion TO refresher;
            GRANT SELECT, INSERT, UPDATE ON tag_policy.refresh TO refresher;
            GRANT SELECT, INSERT, UPDATE, DELETE ON tag_policy.refresh_postponed TO refresher;
            """);
        var settings = new NpgsqlConnectionStringBuilder(catalog.Connection) { Options = "-c role=refresher" };
        await using var asRefresher = new RefreshCatalog(CatalogDatabase.Open(settings.ConnectionString, "Curation.Tests"), settings.ConnectionString);
        Assert.Equal("refresher", await asRefresher.ScalarAsync("SELECT current_user::text"));
        var held = await catalog.ScalarAsync("SELECT identifier FROM api_image WHERE tags = '" + Woman + "' LIMIT 1");
        await using var writer = await catalog.Database.OpenConnectionAsync(Cancellation);
        await using var transaction = await writer.BeginTransactionAsync(Cancellation);
        await using (var update = new NpgsqlCommand($"UPDATE api_image SET title = 'theirs' WHERE identifier = '{held}'", writer))
            await update.ExecuteNonQueryAsync(Cancellation);

        var plan = asRefresher.Plan();
        Assert.False((await asRefresher.RefreshAsync(plan)).Done);
        await transaction.CommitAsync(Cancellation);
        var postponed = await asRefresher.PostponedAsync(plan, TimeSpan.FromMinutes(1));
        Assert.True(await postponed.RefreshNextAsync(Cancellation));

        Assert.True((await asRefresher.RefreshAsync(plan)).Done);
        Assert.Equal(0, await catalog.WrongAsync());
    }
}

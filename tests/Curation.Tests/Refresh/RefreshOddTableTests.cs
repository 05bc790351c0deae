using Catalog;
using CatalogTests;
using Npgsql;

namespace CurationTests.Refresh;

/// <summary>Tables of an API that do something of their own, or hold what nobody expects.</summary>
public sealed class RefreshOddTableTests(PostgresFixture postgres)
{
    private const string Cat = RefreshCatalog.Cat;
    private const string Woman = RefreshCatalog.Woman;

    [Fact]
    public async Task A_trigger_that_raises_ends_the_refresh_with_its_own_words_and_what_was_done_stays()
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await catalog.FillAsync(20);
        await AddTriggerAsync(catalog, $"IF NEW.identifier = '{await catalog.NthAsync(13)}' THEN RAISE 'hands off'; END IF; RETURN NEW;");
        await catalog.ScalarAsync($"UPDATE image SET tags = '{Cat}'; ALTER TABLE api_image DISABLE TRIGGER USER");
        await catalog.ScalarAsync($"UPDATE api_image SET tags = '{Woman}'; ALTER TABLE api_image ENABLE TRIGGER USER");
        var plan = catalog.Plan();

        var error = await Assert.ThrowsAsync<PostgresException>(() => catalog.RefreshAsync(plan));
        Assert.Equal("hands off", error.MessageText);
        Assert.Equal(10L, await catalog.ScalarAsync("SELECT rows_changed FROM tag_policy.refresh"));
        Assert.Equal(10L, await catalog.WrongAsync());

        await catalog.ScalarAsync("DROP TRIGGER odd ON api_image");
        var summary = await catalog.RefreshAsync(plan);
        Assert.Equal((20, 20, true), (summary.Rows, summary.Changed, summary.Done));
        Assert.Equal(0, await catalog.WrongAsync());
    }

    [Fact]
    public async Task A_row_that_a_trigger_keeps_from_being_written_is_not_counted_as_changed()
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await catalog.AddAsync(Cat, Woman);
        var kept = await catalog.AddAsync(Cat, Woman);
        await AddTriggerAsync(catalog, $"IF NEW.identifier = '{kept}' THEN RETURN NULL; END IF; RETURN NEW;");

        var summary = await catalog.RefreshAsync();

        Assert.Equal((2, 1, 1, 1), (summary.Rows, summary.Changed, summary.Appeared, summary.Vanished));
        Assert.Equal(Woman, await catalog.ShownAsync(kept));
    }

    [Theory]
    [InlineData("api_image")]
    [InlineData("image")]
    public async Task Row_security_that_hides_rows_from_the_refresh_is_an_error_and_nothing_is_written(string table)
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await catalog.FillAsync(10);
        var role = $"secured_by_{table}";
        await catalog.ScalarAsync(
            $"""
            CREATE ROLE {role};
            GRANT SELECT ON image TO {role};
            GRANT SELECT, UPDATE ON api_image TO {role};
            GRANT USAGE ON SCHEMA tag_policy TO {role};
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA tag_policy TO {role};
            ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
            CREATE POLICY empty_only ON {table} USING (tags IS NULL);
            """);
        var settings = new NpgsqlConnectionStringBuilder(catalog.Connection) { Options = $"-c role={role}" };
        await using var secured = new RefreshCatalog(CatalogDatabase.Open(settings.ConnectionString, "Curation.Tests"), settings.ConnectionString);

        var error = await Assert.ThrowsAsync<PostgresException>(() => secured.RefreshAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, error.SqlState);
        Assert.Equal(6, await catalog.WrongAsync());
    }

    [Fact]
    public async Task Tens_of_thousands_of_tags_of_one_image_are_a_row_like_any_other()
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        var image = await catalog.AddAsync(tags: null, shown: null);
        await catalog.ScalarAsync(
            """
            UPDATE image SET tags = (
              SELECT jsonb_agg(jsonb_build_object('name', CASE number % 2 WHEN 0 THEN 'woman' ELSE repeat('cat ', 50) || number END))
              FROM generate_series(1, 50000) AS number)
            """);

        var summary = await catalog.RefreshAsync();

        Assert.Equal((1, 1, 25_000, 0), (summary.Rows, summary.Changed, summary.Appeared, summary.Vanished));
        Assert.Equal(25_000, await catalog.ScalarAsync($"SELECT jsonb_array_length(tags) FROM api_image WHERE identifier = '{image}'"));
    }

    private static Task<object?> AddTriggerAsync(RefreshCatalog catalog, string body) => catalog.ScalarAsync(
        $"""
        CREATE FUNCTION odd() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$;
        CREATE TRIGGER odd BEFORE UPDATE ON api_image FOR EACH ROW EXECUTE FUNCTION odd()
        """);
}

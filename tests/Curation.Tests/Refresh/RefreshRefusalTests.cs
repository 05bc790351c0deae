using Catalog;
using Catalog.Surfacing;
using CatalogTests;

namespace CurationTests.Refresh;

public sealed class RefreshRefusalTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_name_is_not_given_to_a_refresh_with_other_settings_or_of_another_execution()
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await catalog.FillAsync(10);
        var plan = catalog.Plan();
        var done = await catalog.RefreshAsync(plan);

        foreach (var other in new[]
        {
            plan with { Source = "audio" },
            plan with { Target = "api.image" },
            plan with { DryRun = true },
            plan with { BatchRows = 6 },
            plan with { StartedAt = plan.StartedAt.AddSeconds(1) },
        })
        {
            await Assert.ThrowsAsync<RefreshExists>(() => new RefreshLedger(catalog.Database).BeginAsync(other, Cancellation));
        }

        Assert.Equal(done, await catalog.RefreshAsync(plan));
    }

    [Fact]
    public async Task Nothing_is_shown_by_a_policy_that_was_never_published()
    {
        await using var without = CatalogDatabase.Open(await postgres.CreateDatabaseAsync(), "Curation.Tests");
        await using var catalog = await RefreshCatalog.CreateAsync(postgres, isPublished: false);

        await Assert.ThrowsAsync<PolicyNotPublished>(() => new RefreshLedger(without).BeginAsync(catalog.Plan(), Cancellation));
        await Assert.ThrowsAsync<PolicyNotPublished>(() => new RefreshLedger(catalog.Database).BeginAsync(catalog.Plan(), Cancellation));
        await catalog.ScalarAsync("INSERT INTO tag_policy.exclusion (name, provider, list, axis, reason) VALUES ('mold', 'clarifai', 'ours', 'none', 'Wrong.')");
        await Assert.ThrowsAsync<PolicyNotPublished>(() => new RefreshLedger(catalog.Database).BeginAsync(catalog.Plan(), Cancellation));
        Assert.Equal(0L, await catalog.ScalarAsync("SELECT count(*) FROM tag_policy.refresh"));
    }

    [Theory]
    [InlineData("absent", "has no table \"absent\"")]
    [InlineData("absent.table", "has no table \"absent\".\"table\"")]
    [InlineData("image\"; DROP TABLE image; --", "has no table \"image\"\"; DROP TABLE image; --\"")]
    [InlineData(".image", "allowed is table or schema.table")]
    [InlineData("image", "is a table of the catalog")]
    [InlineData("public.audio", "is a table of the catalog")]
    [InlineData("of_image", "allowed is an ordinary table")]
    [InlineData("part_of_image", "allowed is an ordinary table")]
    [InlineData("ruled", "has rules; allowed is an ordinary table")]
    [InlineData("texts", "needs a column tags of type jsonb")]
    [InlineData("json_texts", "needs a column tags of type jsonb")]
    [InlineData("lists", "needs a column tags of type jsonb")]
    [InlineData("generated", "needs a column tags of type jsonb that is not generated")]
    [InlineData("dated", "Column updated_on of table \"dated\" is of type bigint; allowed is a timestamp")]
    [InlineData("nullable", "needs a column identifier of type uuid that is NOT NULL, with a unique index")]
    [InlineData("keyless", "needs a column identifier of type uuid that is NOT NULL, with a unique index")]
    [InlineData("partly", "needs a column identifier of type uuid that is NOT NULL, with a unique index")]
    [InlineData("tag_policy.pairs", "needs a column identifier of type uuid that is NOT NULL, with a unique index")]
    public async Task A_table_that_cannot_be_refreshed_is_refused(string target, string why)
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await catalog.ScalarAsync(
            """
            CREATE VIEW of_image AS SELECT * FROM image;
            CREATE TABLE part_of_image () INHERITS (image);
            CREATE TABLE ruled (identifier uuid PRIMARY KEY, tags jsonb);
            CREATE RULE elsewhere AS ON UPDATE TO ruled DO INSTEAD UPDATE image SET tags = NEW.tags WHERE identifier = NEW.identifier;
            CREATE TABLE texts (identifier uuid PRIMARY KEY, tags text);
            CREATE TABLE json_texts (identifier uuid PRIMARY KEY, tags json);
            CREATE TABLE lists (identifier uuid PRIMARY KEY, tags text[]);
            CREATE TABLE generated (identifier uuid PRIMARY KEY, tags jsonb GENERATED ALWAYS AS ('[]') STORED);
            CREATE TABLE dated (identifier uuid PRIMARY KEY, updated_on bigint, tags jsonb);
            CREATE TABLE nullable (identifier uuid UNIQUE, tags jsonb);
            CREATE TABLE keyless (identifier uuid NOT NULL, tags jsonb);
            CREATE TABLE partly (identifier uuid NOT NULL, tags jsonb);
            CREATE UNIQUE INDEX ON partly (identifier) WHERE tags IS NOT NULL;
            CREATE TABLE tag_policy.pairs (identifier uuid NOT NULL, title text, tags jsonb, UNIQUE (identifier, title))
            """);

        var error = await Assert.ThrowsAsync<UnknownTable>(
            () => ApiTable.FindAsync(catalog.Database, target, ["image", "audio"], Cancellation));

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    /// <summary>Rows without an identifier stand last in its order: a full page that ended with one would be read again for ever.</summary>
    [Fact]
    public async Task A_catalog_table_that_may_have_rows_without_an_identifier_is_refused()
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await catalog.ScalarAsync("CREATE TABLE sounds (identifier uuid UNIQUE, updated_on timestamptz, tags jsonb); INSERT INTO sounds VALUES (NULL), (NULL)");
        var sounds = await CatalogTable.FindAsync(catalog.Database, "sounds", Cancellation);

        var error = await Assert.ThrowsAsync<UnknownTable>(() => UniqueIdentifier.RequireAsync(catalog.Database, sounds, Cancellation));

        Assert.Contains("\"sounds\" needs a column identifier of type uuid that is NOT NULL", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_the_policy_has_a_view_of_is_the_catalogs_whoever_forgot_to_say_so()
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await catalog.ScalarAsync("CREATE VIEW tag_policy.surfaced_audio AS SELECT identifier, tags FROM audio");

        var error = await Assert.ThrowsAsync<UnknownTable>(() => ApiTable.FindAsync(catalog.Database, "audio", ["image"], Cancellation));

        Assert.Contains("is a table of the catalog", error.Message, StringComparison.Ordinal);
    }
}

using Catalog;
using CatalogTests;
using Local.SampleCatalog;
using Npgsql;

namespace CurationTests.Policy;

public sealed class SurfacedViewTests(PostgresFixture postgres) : IAsyncLifetime
{
    private PolicyDatabase? policy;

    private PolicyDatabase Policy => policy!;

    public async ValueTask InitializeAsync()
    {
        policy = await PolicyDatabase.CreateAsync(postgres);
        await MediaTables.CreateIfMissingAsync(Policy.Database, TestContext.Current.CancellationToken);
        await Policy.ScalarAsync(
            """
            INSERT INTO image (identifier, created_on, updated_on, url, license, removed_from_source, tags)
            SELECT ('00000000-0000-0000-0000-00000000000' || row)::uuid, now(), now(), row, 'by', false, tags
            FROM (VALUES
              (1, '[{"name": "cat", "provider": "flickr"}, {"name": "kid"}]'::jsonb),
              (2, '[{"name": "kid"}, {"name": "cat", "accuracy": 0.99, "provider": "rekognition"}]'),
              (3, NULL),
              (4, '[{"name": "cat", "accuracy": "0.5"}]')) AS image (row, tags)
            """);
    }

    public ValueTask DisposeAsync() => Policy.DisposeAsync();

    [Fact]
    public async Task Each_catalog_table_has_a_view_of_what_may_be_shown_and_the_catalog_stays_as_it_is()
    {
        const string Catalog = "SELECT md5(string_agg(image::text, ',' ORDER BY identifier)) FROM image";
        var before = await Policy.ScalarAsync(Catalog);

        // More than once, with what other tables there are.
        foreach (var tables in new string[][] { ["image"], ["image", "audio"] })
            await Policy.PublishAsync(PolicyDatabase.Files(["Kid"]), publication => publication with { Tables = tables });

        Assert.Equal(
            ["""[{"name": "cat", "provider": "flickr"}]""", "[]", "", "[]"],
            await Policy.RowsAsync("SELECT tags::text FROM tag_policy.surfaced_image ORDER BY identifier"));
        Assert.Empty(await Policy.RowsAsync("SELECT identifier, tags FROM tag_policy.surfaced_audio"));
        Assert.Equal(before, await Policy.ScalarAsync(Catalog));
    }

    [Fact]
    public async Task A_table_in_the_place_of_another_gets_the_view()
    {
        await Policy.PublishAsync(PolicyDatabase.Files(["Kid"]), publication => publication with { Tables = ["image"] });
        await Policy.ScalarAsync("ALTER TABLE image RENAME TO former; CREATE TABLE image AS SELECT * FROM former WHERE tags IS NULL");

        await Policy.PublishAsync(PolicyDatabase.Files(["Kid"]), publication => publication with { Tables = ["image"] });

        Assert.Equal(1L, await Policy.ScalarAsync("SELECT count(*) FROM tag_policy.surfaced_image"));
    }

    [Fact]
    public async Task A_publication_needs_no_right_to_create_schemas_once_its_own_is_there()
    {
        var role = $"publisher_{Guid.NewGuid():N}";
        await Policy.ScalarAsync($"CREATE ROLE {role} LOGIN; DROP SCHEMA tag_policy CASCADE; CREATE SCHEMA tag_policy AUTHORIZATION {role}");
        try
        {
            var user = new NpgsqlConnectionStringBuilder(Policy.Database.ConnectionString) { Options = $"-c role={role}" };
            await using var database = NpgsqlDataSource.Create(user.ConnectionString);
            await using var own = new PolicyDatabase(database);
            Assert.True((await own.PublishAsync(PolicyDatabase.Files(["Kid"]))).Added > 0);
        }
        finally
        {
            await Policy.ScalarAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
        }
    }

    [Fact]
    public async Task The_API_needs_no_right_to_the_catalog_nor_to_the_rules()
    {
        await Policy.PublishAsync(PolicyDatabase.Files(["Kid"]), publication => publication with { Tables = ["image"] });
        var role = $"api_{Guid.NewGuid():N}";
        await Policy.ScalarAsync(
            $"CREATE ROLE {role}; GRANT USAGE ON SCHEMA tag_policy TO {role}; GRANT SELECT ON tag_policy.surfaced_image, tag_policy.compiled TO {role}");
        try
        {
            Assert.Equal(4L, await Policy.ScalarAsync($"SET ROLE {role}; SELECT count(tags) + 1 FROM tag_policy.surfaced_image"));
            foreach (var table in new[] { "image", "tag_policy.exclusion", "tag_policy.change" })
            {
                var denied = await Assert.ThrowsAsync<PostgresException>(() => Policy.ScalarAsync($"SET ROLE {role}; SELECT count(*) FROM {table}"));
                Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, denied.SqlState);
            }
        }
        finally
        {
            await Policy.ScalarAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
        }
    }

    [Fact]
    public async Task A_curator_who_may_change_the_rules_cannot_change_the_record()
    {
        var role = $"curator_{Guid.NewGuid():N}";
        await Policy.ScalarAsync(
            $"CREATE ROLE {role}; GRANT USAGE ON SCHEMA tag_policy TO {role}; GRANT SELECT, INSERT, UPDATE, DELETE ON tag_policy.provider_rule, tag_policy.exclusion, tag_policy.junk TO {role}");
        try
        {
            await Policy.ScalarAsync($"SET ROLE {role}; INSERT INTO tag_policy.junk VALUES ('x', 'y')");
            Assert.Equal("[]", await Policy.SurfacedAsync("""[{"name": "X"}]"""));
            await Assert.ThrowsAsync<PostgresException>(() => Policy.ScalarAsync($"SET ROLE {role}; DELETE FROM tag_policy.change"));
            await Assert.ThrowsAsync<PostgresException>(() => Policy.ScalarAsync($"SET ROLE {role}; UPDATE tag_policy.compiled SET hidden = NULL"));
        }
        finally
        {
            await Policy.ScalarAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
        }
    }

    [Theory]
    [InlineData("picture")]
    [InlineData("image\"; DROP TABLE image; --")]
    [InlineData("image_of_which_the_name_is_so_long_that_the_view_has_no_room_for_it")]
    public async Task A_table_that_cannot_have_a_view_is_named(string table)
    {
        await Assert.ThrowsAsync<UnknownTable>(() => Policy.PublishAsync(PolicyDatabase.Files(["Kid"]), publication => publication with { Tables = [table] }));

        Assert.Empty(await Policy.RowsAsync("SELECT * FROM tag_policy.exclusion"));
        Assert.Equal(4L, await Policy.ScalarAsync("SELECT count(*) FROM image"));
    }
}

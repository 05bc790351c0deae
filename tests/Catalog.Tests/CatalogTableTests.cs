using Catalog;

namespace CatalogTests;

public sealed class CatalogTableTests(PostgresFixture postgres)
{
    private const string Columns = "(identifier uuid, tags jsonb, updated_on timestamptz)";

    [Theory]
    [InlineData("CREATE VIEW other AS SELECT identifier, tags, updated_on FROM image", "ordinary table")]
    [InlineData($"CREATE TABLE other {Columns} PARTITION BY HASH (identifier)", "ordinary table")]
    [InlineData("CREATE TABLE other (identifier uuid, tags json, updated_on timestamptz)", "tags of type jsonb")]
    [InlineData("SELECT 1", "no table")]
    public async Task What_cannot_be_merged_into_is_refused_with_what_is_allowed(string create, string message)
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.ScalarAsync(create);

        var error = await Assert.ThrowsAsync<UnknownTable>(
            () => CatalogTable.FindAsync(catalog.Database, "other", TestContext.Current.CancellationToken));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}

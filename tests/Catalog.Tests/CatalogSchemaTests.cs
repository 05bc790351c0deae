using Catalog;
using Catalog.Schema;
using Npgsql;

namespace CatalogTests;

public sealed class CatalogSchemaTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_database_that_is_not_in_utf_8_is_refused_before_anything_is_made()
    {
        await using var usual = await TestCatalog.CreateAsync(postgres);
        await usual.ScalarAsync("CREATE DATABASE western ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'");
        var address = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync()) { Database = "western" };
        await using var western = CatalogDatabase.Open(address.ConnectionString, "Catalog.Tests");

        var error = await Assert.ThrowsAsync<UnsupportedEncoding>(() => CatalogSchema.EnsureAsync(western, Cancellation));

        Assert.Equal("The catalog's database keeps text in LATIN1; allowed is UTF8.", error.Message);
        await using var command = western.CreateCommand("SELECT to_regnamespace('label_ingest') IS NULL");
        Assert.Equal(true, await command.ExecuteScalarAsync(Cancellation));
    }
}

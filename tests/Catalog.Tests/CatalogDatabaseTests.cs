using Catalog;
using Npgsql;

namespace CatalogTests;

public sealed class CatalogDatabaseTests
{
    [Theory]
    [InlineData("Host=localhost", 0, 3, "LoadShard")]
    [InlineData("Host=localhost;Command Timeout=7;Maximum Pool Size=9;Application Name=mine", 7, 9, "mine")]
    public async Task What_the_connection_string_leaves_open_is_chosen_for_a_worker(string given, int timeout, int connections, string name)
    {
        await using var database = CatalogDatabase.Open(given, "LoadShard");

        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        Assert.Equal((timeout, connections, name), (settings.CommandTimeout, settings.MaxPoolSize, settings.ApplicationName));
    }
}

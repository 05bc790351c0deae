using Catalog;
using Catalog.Access;
using Hosting.Settings;
using Npgsql;

namespace Ingest.Hosting;

/// <summary>The catalog's database, as the function's environment variables describe it.</summary>
internal static class FunctionDatabase
{
    /// <exception cref="InvalidSettings">An environment variable cannot be meant.</exception>
    public static NpgsqlDataSource Open(string applicationName)
    {
        var credentials = FunctionSettings.DatabaseCredentials;
        if (!DatabaseCredentials.TryFind(credentials, out var password))
        {
            // Not what it is: it may be a password in the wrong place.
            throw new InvalidSettings($"DATABASE_CREDENTIALS is not what is allowed: {DatabaseCredentials.Allowed}.");
        }

        try
        {
            return CatalogDatabase.Open(FunctionSettings.DatabaseConnection, applicationName, password);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException)
        {
            throw new InvalidSettings($"DATABASE_CONNECTION cannot be used: {e.Message}");
        }
    }
}

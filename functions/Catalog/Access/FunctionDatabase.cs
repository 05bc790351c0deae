using Hosting;
using Hosting.Settings;
using Npgsql;

namespace Catalog.Access;

/// <summary>The catalog's database, as a function's environment variables describe it.</summary>
public static class FunctionDatabase
{
    /// <param name="applicationName">Shown in <c>pg_stat_activity</c>, where it is not set in the connection string.</param>
    /// <exception cref="InvalidSettings">An environment variable is missing or cannot be meant.</exception>
    public static NpgsqlDataSource Open(string applicationName)
    {
        // The password is in the connection string unless it is said otherwise.
        var credentials = EnvironmentVariable.Optional("DATABASE_CREDENTIALS") ?? "connection";
        if (!DatabaseCredentials.TryFind(credentials, out var password))
        {
            // Not what it is: it may be a password in the wrong place.
            throw new InvalidSettings($"DATABASE_CREDENTIALS is not what is allowed: {DatabaseCredentials.Allowed}.");
        }

        try
        {
            return CatalogDatabase.Open(EnvironmentVariable.Required("DATABASE_CONNECTION"), applicationName, password);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException)
        {
            throw new InvalidSettings($"DATABASE_CONNECTION cannot be used: {e.Message}");
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using Catalog.Access;
using Npgsql;

namespace Catalog;

/// <summary>Connections to the database that holds the catalog and the ingestion's own tables.</summary>
public static class CatalogDatabase
{
    /// <summary>A worker uses one connection for its rows and at times a second one for the ledger.</summary>
    private const int MaxPoolSize = 3;

    /// <summary>
    /// A worker whose machine is gone says no goodbye. The server finds out by itself, before the locks that it left hold up its
    /// successors for long.
    /// </summary>
    private const string SessionOptions =
        "-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3 -c idle_in_transaction_session_timeout=5min";

    /// <param name="connectionString">In Npgsql's form; what is set there stays.</param>
    /// <param name="applicationName">Shown in <c>pg_stat_activity</c>, where it is not set in the connection string.</param>
    /// <param name="password">
    /// Gives the password where the connection string does not. It is not sent to anybody who does not prove to be the database, unless
    /// the connection string has an SSL Mode that asks for less.
    /// </param>
    /// <exception cref="FormatException">The connection string cannot be meant; the message says why.</exception>
    public static NpgsqlDataSource Open(string connectionString, string applicationName, PasswordProvider? password = null)
    {
        var settings = Parse(connectionString);
        if (settings.Host is null)
            throw new FormatException("it has no Host.");

        settings.ApplicationName ??= applicationName;
        settings.Options ??= SessionOptions;
        if (!settings.ShouldSerialize("Maximum Pool Size"))
            settings.MaxPoolSize = MaxPoolSize;

        // Statements of a merge take as long as they take; the invocation's own deadline cancels them.
        if (!settings.ShouldSerialize("Command Timeout"))
            settings.CommandTimeout = 0;

        if (settings.RootCertificate is { } authorities && !File.Exists(authorities))
            throw new FormatException($"there is no Root Certificate '{authorities}'.");

        if (password is not null && !settings.ShouldSerialize("SSL Mode"))
            settings.SslMode = SslMode.VerifyFull;

        var builder = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
        builder.EnableTransportSecurity();
        builder.EnableArrays();
        if (password is not null)
            UsePassword(builder, password);

        return builder.Build();
    }

    private static NpgsqlConnectionStringBuilder Parse(string connectionString) =>
        TryParse(connectionString, out var settings)
            ? settings
            : throw new FormatException("it is not in Npgsql's form, or has a keyword or a value that Npgsql does not know.");

    /// <summary>
    /// What Npgsql says may quote: a password with a semicolon in it ends in what looks like a keyword. So nobody gets to see it.
    /// </summary>
    private static bool TryParse(string connectionString, [NotNullWhen(true)] out NpgsqlConnectionStringBuilder? settings)
    {
        try
        {
            settings = new NpgsqlConnectionStringBuilder(connectionString);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException)
        {
            settings = null;
            return false;
        }
    }

    /// <summary>
    /// A new password for each connection rather than one that a timer renews: the timer stands still while a Lambda is frozen, and what
    /// it fetched before may not be good any more on the first connection after that.
    /// </summary>
    private static void UsePassword(NpgsqlSlimDataSourceBuilder builder, PasswordProvider password)
    {
        var settings = builder.ConnectionStringBuilder;
        if (settings.Username is null)
            throw new FormatException("it has no Username.");

        if (settings.Password is not null || settings.Passfile is not null)
            throw new FormatException("it has a Password, which is to come from elsewhere.");

        builder.UsePasswordProvider(
            _ => throw new NotSupportedException("Connections are opened asynchronously."),
            (connection, cancellationToken) => password(connection, cancellationToken));
    }
}

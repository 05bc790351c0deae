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
    public static NpgsqlDataSource Open(string connectionString, string applicationName)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.ApplicationName ??= applicationName;
        settings.Options ??= SessionOptions;
        if (!settings.ShouldSerialize("Maximum Pool Size"))
            settings.MaxPoolSize = MaxPoolSize;

        // Statements of a merge take as long as they take; the invocation's own deadline cancels them.
        if (!settings.ShouldSerialize("Command Timeout"))
            settings.CommandTimeout = 0;

        var builder = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
        builder.EnableTransportSecurity();
        return builder.Build();
    }
}

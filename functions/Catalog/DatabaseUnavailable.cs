using Npgsql;

namespace Catalog;

/// <summary>
/// The database could not be reached or could not do its work just now: a lost connection, a restart, a lock held too long, too many
/// connections. Trying again later can help; nothing was half-written.
/// </summary>
public sealed class DatabaseUnavailable(Exception cause)
    : Exception($"The database is not available: {cause.Message}{(cause.InnerException is { } why ? $" ({why.Message})" : "")}", cause)
{
    /// <summary>Whether the same statement may succeed when it is tried again.</summary>
    public static bool Explains(NpgsqlException error) =>
        error.IsTransient
        || error.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow;
}

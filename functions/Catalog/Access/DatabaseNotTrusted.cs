using Npgsql;

namespace Catalog.Access;

/// <summary>
/// Who answered could not prove to be the database: it offers no TLS, or its certificate is not of its name or not of an authority that
/// is trusted. No password was sent.
/// </summary>
public sealed class DatabaseNotTrusted(NpgsqlException cause)
    : Exception(
        $"The database is not trusted: {(cause.InnerException ?? cause).Message} See 'Root Certificate' in DATABASE_CONNECTION.", cause);

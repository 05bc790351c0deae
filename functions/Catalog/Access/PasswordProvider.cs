using Npgsql;

namespace Catalog.Access;

/// <summary>Gives the password for a new connection.</summary>
/// <param name="settings">Host, port and user of the connection.</param>
/// <param name="cancellationToken">Gives up.</param>
public delegate ValueTask<string> PasswordProvider(NpgsqlConnectionStringBuilder settings, CancellationToken cancellationToken);

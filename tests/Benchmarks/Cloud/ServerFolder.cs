using System.Globalization;
using Npgsql;

namespace Benchmarks.Cloud;

/// <summary>The database server's data folder: where it can read and write files of ours, and says which process it is.</summary>
/// <param name="Path">Full path.</param>
/// <param name="ProcessId">The server's first process, parent of all others.</param>
internal sealed record ServerFolder(string Path, int ProcessId)
{
    public static async Task<ServerFolder> FindAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SHOW data_directory");
        var path = (string)(await command.ExecuteScalarAsync(cancellationToken))!;
        await using var pid = database.CreateCommand("SELECT split_part(pg_read_file('postmaster.pid'), chr(10), 1)");
        return new ServerFolder(path, int.Parse((string)(await pid.ExecuteScalarAsync(cancellationToken))!, CultureInfo.InvariantCulture));
    }
}

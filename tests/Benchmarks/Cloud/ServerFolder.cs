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
        var path = await database.ScalarAsync<string>("SHOW data_directory", cancellationToken);
        var pid = await database.ScalarAsync<string>("SELECT split_part(pg_read_file('postmaster.pid'), chr(10), 1)", cancellationToken);
        return new ServerFolder(path, int.Parse(pid, CultureInfo.InvariantCulture));
    }
}

using System.Diagnostics;
using System.Globalization;
using Benchmarks.Cloud;
using Benchmarks.Measuring;

namespace Benchmarks.Load;

/// <summary>
/// What the server can do: its own COPY of the finished rows, from binary files of its own, into a table like the staging table, in one
/// transaction each.
/// </summary>
internal sealed class ServerCopy(BenchmarkCloud cloud, string staging, long sourceBytes, long rows)
{
    public long Rows => rows;

    /// <summary>Has the server write the rows of a run, once for each number of connections that may share them.</summary>
    /// <param name="cloud">Where.</param>
    /// <param name="loaded">A run that is loaded. It is not needed any more afterwards.</param>
    /// <param name="maxConnections">1 or more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ServerCopy> PrepareAsync(
        BenchmarkCloud cloud, LoadRun loaded, int maxConnections, CancellationToken cancellationToken)
    {
        var copy = new ServerCopy(cloud, loaded.Staging, loaded.SourceBytes, await loaded.CountAsync(cancellationToken));
        await cloud.Database.ExecuteAsync(
            $"CREATE UNLOGGED TABLE IF NOT EXISTS copied (LIKE {loaded.Staging} INCLUDING ALL) WITH (autovacuum_enabled = false)", cancellationToken);
        for (var parts = 1; parts <= maxConnections; parts++)
        {
            for (var part = 0; part < parts; part++)
            {
                await cloud.Database.ExecuteAsync(
                    $"""
                    COPY (
                      SELECT * FROM {loaded.Staging}
                      WHERE byte_offset >= {loaded.SourceBytes * part / parts} AND byte_offset < {loaded.SourceBytes * (part + 1) / parts}
                    ) TO '{copy.PathOf(parts, part)}' (FORMAT binary)
                    """,
                    cancellationToken);
            }
        }

        return copy;
    }

    /// <param name="connections">How many share the rows.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Measurement> MeasureAsync(int connections, CancellationToken cancellationToken)
    {
        await cloud.Database.ExecuteAsync("TRUNCATE copied; CHECKPOINT", cancellationToken);
        var before = ProcessorTimes.Read(cloud.ServerFolder.ProcessId, []);
        var time = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(part => CopyAsync(PathOf(connections, part), cancellationToken)));
        var seconds = time.Elapsed.TotalSeconds;

        var figures = ProcessorTimes.Read(cloud.ServerFolder.ProcessId, []).FiguresSince(before, seconds);
        figures["source MB/s"] = sourceBytes / 1e6 / seconds;
        var copied = await cloud.Database.ScalarAsync<long>("SELECT count(*) FROM copied", cancellationToken);
        await cloud.Database.ExecuteAsync("TRUNCATE copied", cancellationToken);
        return copied == rows
            ? new Measurement(seconds, rows, figures)
            : throw new InvalidDataException($"{copied} rows were copied, and not {rows}.");
    }

    private async Task CopyAsync(string path, CancellationToken cancellationToken)
    {
        await using var connection = await cloud.Database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var copy = connection.CreateCommand();
        copy.CommandText = $"COPY copied FROM '{path}' (FORMAT binary)";
        copy.CommandTimeout = 0;
        await copy.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private string PathOf(int parts, int part) => Path.Combine(
        cloud.ServerFolder.Path, string.Create(CultureInfo.InvariantCulture, $"{staging}-{part + 1}-of-{parts}.bin"));
}

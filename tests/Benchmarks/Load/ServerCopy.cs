using System.Diagnostics;
using System.Globalization;
using Benchmarks.Cloud;
using Benchmarks.Measuring;

namespace Benchmarks.Load;

/// <summary>
/// What the server can do: its own COPY of the finished rows, from a binary file of its own, into a table like the staging table, in one
/// transaction.
/// </summary>
internal sealed class ServerCopy(BenchmarkCloud cloud, LoadRun loaded, long rows)
{
    /// <summary>Has the server write the rows of a run, all in one file and half of them in each of two.</summary>
    /// <param name="cloud">Where.</param>
    /// <param name="loaded">A run that is loaded. It is needed for as long as this is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ServerCopy> PrepareAsync(BenchmarkCloud cloud, LoadRun loaded, CancellationToken cancellationToken)
    {
        var half = loaded.SourceBytes / 2;
        var copy = new ServerCopy(cloud, loaded, await loaded.CountAsync(cancellationToken));
        await cloud.Database.ExecuteAsync($"COPY {loaded.Staging} TO '{copy.PathOf(1, 0)}' (FORMAT binary)", cancellationToken);
        foreach (var (part, condition) in new[] { (0, $"< {half}"), (1, $">= {half}") })
        {
            await cloud.Database.ExecuteAsync(
                $"COPY (SELECT * FROM {loaded.Staging} WHERE byte_offset {condition}) TO '{copy.PathOf(2, part)}' (FORMAT binary)",
                cancellationToken);
        }

        return copy;
    }

    public long Rows => rows;

    /// <param name="connections">1 or 2, which share the rows.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Measurement> MeasureAsync(int connections, CancellationToken cancellationToken)
    {
        await cloud.Database.ExecuteAsync(
            $"CREATE UNLOGGED TABLE copied (LIKE {loaded.Staging} INCLUDING ALL) WITH (autovacuum_enabled = false); CHECKPOINT",
            cancellationToken);
        var before = ProcessorTimes.Read(cloud.ServerFolder.ProcessId, []);
        var time = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(part => CopyAsync(PathOf(connections, part), cancellationToken)));
        var seconds = time.Elapsed.TotalSeconds;

        var figures = ProcessorTimes.Read(cloud.ServerFolder.ProcessId, []).FiguresSince(before, seconds);
        figures["source MB/s"] = loaded.SourceBytes / 1e6 / seconds;
        var copied = await cloud.Database.ScalarAsync<long>("SELECT count(*) FROM copied", cancellationToken);
        await cloud.Database.ExecuteAsync("DROP TABLE copied", cancellationToken);
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

    private string PathOf(int parts, int part) =>
        Path.Combine(cloud.ServerFolder.Path, string.Create(CultureInfo.InvariantCulture, $"rows-{part + 1}-of-{parts}.bin"));
}

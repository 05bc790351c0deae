using Catalog.Ledger;
using Npgsql;

namespace Catalog.Runs;

/// <summary>Sums the ledger up, while a run goes on and after it.</summary>
public sealed class RunSummaries(NpgsqlDataSource database)
{
    private static readonly string Select = SqlScript.Read("run-summary.sql");

    /// <exception cref="UnknownRun">There is no such run.</exception>
    public async Task<RunSummary> ReadAsync(string runId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Select);
        command.Parameters.Add(new() { Value = runId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Read(runId, reader) : throw new UnknownRun(runId);
    }

    private static RunSummary Read(string runId, NpgsqlDataReader reader) => new()
    {
        RunId = runId,
        DryRun = reader.GetBoolean(0),
        Finished = !reader.IsDBNull(19),
        Shards = reader.GetInt64(1),
        ShardsDone = reader.GetInt64(2),
        Size = reader.GetInt64(3),
        Bytes = reader.GetInt64(4),
        Records = reader.GetInt64(5),
        Labels = reader.GetInt64(6),
        Empty = reader.GetInt64(7),
        Rejected = reader.GetInt64(8),
        Staged = reader.GetInt64(9),
        Duplicates = Number(reader, 10),
        Matched = Number(reader, 11),
        Unmatched = Number(reader, 12),
        Merged = Number(reader, 13),
        Changed = Number(reader, 14),
        Seconds = new PhaseSeconds(
            Seconds(reader, 15), Seconds(reader, 16), Seconds(reader, 17), Seconds(reader, 18), Seconds(reader, 19), Seconds(reader, 20)),
    };

    private static long? Number(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    /// <summary>A phase that ended within the clocks' difference took no time, not less.</summary>
    private static double? Seconds(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : Math.Round(Math.Max(0, reader.GetDouble(column)), 3);
}

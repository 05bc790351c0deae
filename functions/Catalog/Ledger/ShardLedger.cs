using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Catalog.Ledger;

/// <summary>Which bytes of a run's source are accounted for, and what was in them.</summary>
public sealed class ShardLedger(NpgsqlDataSource database)
{
    private const string SelectProgress =
        "SELECT max(next_byte), coalesce(bool_or(done), false) FROM label_ingest.shard_part WHERE run_number = $1 AND shard = $2";

    private const string SelectTotals =
        """
        SELECT count(*) FILTER (WHERE done), coalesce(sum(next_byte - first_byte), 0)::bigint, coalesce(sum(records), 0)::bigint,
               coalesce(sum(labels), 0)::bigint, coalesce(sum(empty), 0)::bigint, coalesce(sum(rejected), 0)::bigint,
               coalesce(sum(staged), 0)::bigint
        FROM label_ingest.shard_part
        WHERE run_number = $1
        """;

    private const string InsertPart =
        """
        INSERT INTO label_ingest.shard_part (run_number, shard, first_byte, next_byte, done, records, labels, empty, rejected, staged)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    private const string InsertStatistics =
        "INSERT INTO label_ingest.shard_statistics (run_number, shard, first_byte, statistics) VALUES ($1, $2, $3, $4)";

    private const string CopyRejects =
        """
        COPY label_ingest.reject (run_number, byte_offset, byte_length, reason, object_key, object_offset) FROM STDIN (FORMAT binary)
        """;

    public async Task<ShardProgress> ProgressAsync(Run run, long shard, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(SelectProgress);
        command.Parameters.Add(new() { Value = run.Number });
        command.Parameters.Add(new() { Value = shard });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new ShardProgress(await reader.IsDBNullAsync(0, cancellationToken) ? null : reader.GetInt64(0), reader.GetBoolean(1));
    }

    public async Task<LoadTotals> TotalsAsync(Run run, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(SelectTotals);
        command.Parameters.Add(new() { Value = run.Number });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new LoadTotals(
            reader.GetInt64(0),
            reader.GetInt64(1),
            reader.GetInt64(2),
            reader.GetInt64(3),
            reader.GetInt64(4),
            reader.GetInt64(5),
            reader.GetInt64(6));
    }

    /// <summary>Notes a chunk in the transaction that brings its rows.</summary>
    /// <exception cref="PostgresException">Unique violation: another worker has committed a chunk that begins there.</exception>
    internal static async Task AddAsync(
        NpgsqlConnection connection, Run run, ShardPart part, byte[] statistics, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(InsertPart, Parameters(run, part), cancellationToken);
        await connection.ExecuteAsync(
            InsertStatistics,
            [new() { Value = run.Number }, new() { Value = part.Shard }, new() { Value = part.FirstByte }, new() { Value = statistics }],
            cancellationToken);
        if (part.Rejects.Count == 0)
            return;

        await using var import = await connection.BeginBinaryImportAsync(CopyRejects, cancellationToken);
        foreach (var reject in part.Rejects)
        {
            await import.StartRowAsync(cancellationToken);
            await import.WriteAsync(run.Number, NpgsqlDbType.Bigint, cancellationToken);
            await import.WriteAsync(reject.Offset, NpgsqlDbType.Bigint, cancellationToken);
            await import.WriteAsync(reject.Length, NpgsqlDbType.Bigint, cancellationToken);
            await import.WriteAsync(JsonNamingPolicy.CamelCase.ConvertName(reject.Reason.ToString()), NpgsqlDbType.Text, cancellationToken);
            await import.WriteAsync(reject.ObjectKey, NpgsqlDbType.Text, cancellationToken);
            await import.WriteAsync(reject.ObjectOffset, NpgsqlDbType.Bigint, cancellationToken);
        }

        await import.CompleteAsync(cancellationToken);
    }

    private static NpgsqlParameter[] Parameters(Run run, ShardPart part) =>
    [
        new() { Value = run.Number },
        new() { Value = part.Shard },
        new() { Value = part.FirstByte },
        new() { Value = part.NextByte },
        new() { Value = part.Done },
        new() { Value = part.Counts.Records },
        new() { Value = part.Counts.Labels },
        new() { Value = part.Counts.Empty },
        new() { Value = part.Counts.Rejected },
        new() { Value = part.Counts.Staged },
    ];
}

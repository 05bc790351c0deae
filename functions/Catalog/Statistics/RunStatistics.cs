using Catalog.Ledger;
using Labels.Statistics;
using Npgsql;

namespace Catalog.Statistics;

/// <summary>What is in the records of a run's source: the statistics of its chunks, summed once the run is loaded.</summary>
public sealed class RunStatistics(NpgsqlDataSource database)
{
    /// <summary>
    /// Chunks that are summed in one transaction: a matter of seconds. A sum that takes longer than an invocation lasts goes on in the next.
    /// </summary>
    private const int PartsInPiece = 500;

    /// <summary>A second worker on the same sum waits here. Not FOR UPDATE, which would hold up those who refer to the run.</summary>
    private const string LockRun = "SELECT run_number FROM label_ingest.run WHERE run_number = $1 FOR NO KEY UPDATE";

    private const string Select = "SELECT statistics FROM label_ingest.run_statistics WHERE run_number = $1";

    private const string HasAllParts =
        """
        SELECT (SELECT count(*) FROM label_ingest.shard_statistics WHERE run_number = $1)
             = (SELECT count(*) FROM label_ingest.shard_part WHERE run_number = $1)
        """;

    private const string TakeParts =
        """
        DELETE FROM label_ingest.shard_statistics
        WHERE run_number = $1 AND (shard, first_byte) IN (
          SELECT shard, first_byte FROM label_ingest.shard_statistics WHERE run_number = $1 LIMIT $2)
        RETURNING statistics
        """;

    private const string Upsert =
        """
        INSERT INTO label_ingest.run_statistics (run_number, statistics) VALUES ($1, $2)
        ON CONFLICT (run_number) DO UPDATE SET statistics = excluded.statistics
        """;

    /// <summary>Statistics of a run that have been summed.</summary>
    /// <returns>Null where the run has none: it is not finished, or was loaded before any were kept.</returns>
    /// <exception cref="UnreadableStatistics">They were written by a version that this one does not know.</exception>
    public async Task<LabelStatistics?> FindAsync(long runNumber, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await FindAsync(connection, runNumber, cancellationToken);
    }

    /// <summary>Sums the chunks of a run that is loaded; done again, it answers the same.</summary>
    /// <returns>Null where a chunk was loaded before any statistics were kept: then there is no telling for the whole file.</returns>
    /// <exception cref="UnreadableStatistics">A chunk's were written by a version that this one does not know.</exception>
    public async Task<LabelStatistics?> SumAsync(Run run, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await connection.ScalarAsync<long>(LockRun, [new() { Value = run.Number }], cancellationToken);
            var sum = await FindAsync(connection, run.Number, cancellationToken);
            if (sum is null && !await connection.ScalarAsync<bool>(HasAllParts, [new() { Value = run.Number }], cancellationToken))
                return null;

            var parts = await TakePartsAsync(connection, run, sum ??= new LabelStatistics(), cancellationToken);
            await connection.ExecuteAsync(
                Upsert, [new() { Value = run.Number }, new() { Value = sum.ToBytes() }], cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            if (parts < PartsInPiece)
                return sum;
        }
    }

    private static async Task<LabelStatistics?> FindAsync(NpgsqlConnection connection, long runNumber, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(Select, [new() { Value = runNumber }]);
        return await command.ExecuteScalarAsync(cancellationToken) is byte[] bytes ? LabelStatistics.FromBytes(bytes) : null;
    }

    /// <returns>How many parts were added to the sum.</returns>
    private static async Task<int> TakePartsAsync(
        NpgsqlConnection connection, Run run, LabelStatistics sum, CancellationToken cancellationToken)
    {
        var parts = 0;
        await using var command = connection.CreateCommand(TakeParts, [new() { Value = run.Number }, new() { Value = PartsInPiece }]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            sum.Merge(LabelStatistics.FromBytes(reader.GetFieldValue<byte[]>(0)));
            parts++;
        }

        return parts;
    }
}

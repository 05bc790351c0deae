using Catalog.Ledger;
using Npgsql;

namespace Catalog.Staging;

/// <summary>
/// One chunk of a shard on its way into the staging table: a COPY and its rows of the ledger, committed together or not at all. In a dry
/// run the rows of the sample go into a table of their own instead.
/// </summary>
public sealed class StagingChunk : IAsyncDisposable
{
    /// <summary>
    /// Bytes of the source in a chunk: what is read again after a failure. The server stands still between two, so a shard of the usual size,
    /// 64 MiB and the end of its last line, is one.
    /// </summary>
    public const long SourceBytes = 80 * 1024 * 1024;

    private const int SendAt = 64 * 1024;

    private readonly Run run;
    private readonly CopyBuffer rows;
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;
    private readonly NpgsqlRawCopyStream copy;

    private StagingChunk(
        Run run, CopyBuffer rows, NpgsqlConnection connection, NpgsqlTransaction transaction, NpgsqlRawCopyStream copy)
    {
        this.run = run;
        this.rows = rows;
        this.connection = connection;
        this.transaction = transaction;
        this.copy = copy;
    }

    /// <param name="rows">A buffer for the chunk's rows; what it holds is dropped.</param>
    public static async Task<StagingChunk> BeginAsync(
        NpgsqlDataSource database, Run run, CopyBuffer rows, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            rows.Clear();
            var transaction = await connection.BeginTransactionAsync(cancellationToken);
            rows.WriteHeader();
            var sql = $"COPY {(run.Plan.DryRun ? run.Sample : run.Staging)} (byte_offset, identifier, tags, hashes) FROM STDIN (FORMAT binary)";
            var copy = await connection.BeginRawBinaryCopyAsync(sql, cancellationToken);
            return new StagingChunk(run, rows, connection, transaction, copy);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends the rows so far, once there are enough to be worth it.</summary>
    public ValueTask SendAsync(CancellationToken cancellationToken) =>
        rows.Written.Length < SendAt ? ValueTask.CompletedTask : SendAllAsync(cancellationToken);

    /// <summary>Commits the rows and the note that they are there.</summary>
    /// <returns>False if another worker has committed these lines: then nothing is written.</returns>
    public async Task<bool> CommitAsync(ShardPart part, CancellationToken cancellationToken)
    {
        rows.WriteTrailer();
        await SendAllAsync(cancellationToken);

        // Packed while the server still takes in what was sent.
        var statistics = part.Statistics.ToBytes();
        await copy.DisposeAsync();
        try
        {
            await ShardLedger.AddAsync(connection, run, part, statistics, cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Rolls back what is not committed.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            // Disposing an open COPY would complete it, and then wait for the server; cancelling it is what we mean.
            if (copy.CanWrite)
                await CancelAsync(copy);
        }
        finally
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }

    private static async ValueTask CancelAsync(NpgsqlRawCopyStream copy)
    {
        try
        {
            await copy.CancelAsync();
        }
        catch (Exception)
        {
            // The connection is gone, and the transaction with it (on a broken one Npgsql fails in many ways, a NullReferenceException
            // among them). Whatever this says, the error that brought us here says more.
        }
    }

    private async ValueTask SendAllAsync(CancellationToken cancellationToken)
    {
        await copy.WriteAsync(rows.Written, cancellationToken);
        rows.Clear();
    }
}

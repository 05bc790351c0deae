using Catalog.Ledger;
using Catalog.Undo;
using Npgsql;

namespace Catalog.Merge;

/// <summary>Takes up again, one at a time and when its batches are done, the rows of a share that somebody else held.</summary>
/// <param name="database">The catalog database.</param>
/// <param name="run">The run.</param>
/// <param name="table">The catalog table.</param>
/// <param name="mode">Which tags give way.</param>
/// <param name="patience">How long a row may stay locked after it was first tried again in vain.</param>
public sealed class PostponedRows(NpgsqlDataSource database, Run run, CatalogTable table, MergeMode mode, TimeSpan patience)
{
    private const string SelectNext =
        "SELECT position FROM label_ingest.postponed WHERE run_number = $1 AND part = $2 ORDER BY tried_at, position LIMIT 1";

    /// <summary>Comes before the row, so that of two workers only one takes it up.</summary>
    private const string Take = "DELETE FROM label_ingest.postponed WHERE run_number = $1 AND position = $2";

    private const string NoteTried =
        """
        UPDATE label_ingest.postponed SET tried_at = clock_timestamp(), locked_since = coalesce(locked_since, clock_timestamp())
        WHERE run_number = $1 AND position = $2
        RETURNING clock_timestamp() - locked_since > $3
        """;

    private const string SelectLocked =
        """
        SELECT count(*), (array_agg(plan.identifier))[1]
        FROM label_ingest.postponed
        JOIN {plan} AS plan USING (position)
        WHERE postponed.run_number = $1 AND postponed.part = $2
        """;

    /// <summary>A redrive waits as long again.</summary>
    private const string ForgetPatience =
        "UPDATE label_ingest.postponed SET locked_since = NULL WHERE run_number = $1 AND part = $2 AND locked_since IS NOT NULL";

    private readonly MergeStatement statement = new(run, table, mode);

    /// <summary>Images that this object has changed.</summary>
    public long Changed { get; private set; }

    /// <summary>Tries the row of a share that has not been tried for longest.</summary>
    /// <returns>False when no row is left.</returns>
    /// <exception cref="RowsLocked">It has been locked for too long.</exception>
    /// <exception cref="StagingLost">Its staged row is gone.</exception>
    /// <exception cref="RunUndone">The run is taken back, or has been.</exception>
    /// <exception cref="UndoInProgress">Another run of the same provider over the same table is just being taken back.</exception>
    public async Task<bool> MergeNextAsync(int part, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (await NextAsync(connection, part, cancellationToken) is not { } position)
            return false;

        try
        {
            await MergeAsync(connection, part, position, cancellationToken);
        }
        catch (PostgresException e) when (CatalogBatch.IsLocked(e))
        {
            if (await IsPatienceOverAsync(connection, position, cancellationToken))
                await RequireNoneAsync(connection, part, cancellationToken);
        }

        return true;
    }

    private async Task MergeAsync(NpgsqlConnection connection, int part, long position, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await MergeAdmission.RequireAsync(connection, run, cancellationToken);
        if (await connection.ExecuteAsync(Take, Key(position), cancellationToken) == 0)
            return;

        await CatalogBatch.PrepareAsync(connection, cancellationToken);
        var changed = await statement.MergeRowAsync(connection, part, position, cancellationToken);
        await connection.ExecuteAsync(
            MergeStatement.NoteChanged, [new() { Value = run.Number }, new() { Value = part }, new() { Value = changed }], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Changed += changed;
    }

    private async Task<long?> NextAsync(NpgsqlConnection connection, int part, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(SelectNext, [new() { Value = run.Number }, new() { Value = part }]);
        return await command.ExecuteScalarAsync(cancellationToken) as long?;
    }

    /// <summary>Notes the try. A row that another worker has taken up meanwhile is none of ours.</summary>
    private async Task<bool> IsPatienceOverAsync(NpgsqlConnection connection, long position, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(NoteTried, [.. Key(position), new() { Value = patience }]);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <exception cref="RowsLocked">Unless other workers have taken up all of them meanwhile.</exception>
    private async Task RequireNoneAsync(NpgsqlConnection connection, int part, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(ForgetPatience, [new() { Value = run.Number }, new() { Value = part }], cancellationToken);
        await using var command = connection.CreateCommand(
            MergeSql.For(SelectLocked, run, table), [new() { Value = run.Number }, new() { Value = part }]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        if (reader.GetInt64(0) is > 0 and var count)
            throw new RowsLocked(table.Sql, count, reader.GetGuid(1), patience);
    }

    private NpgsqlParameter[] Key(long position) => [new() { Value = run.Number }, new() { Value = position }];
}

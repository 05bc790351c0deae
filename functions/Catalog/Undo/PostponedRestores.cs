using Catalog.Ledger;
using Catalog.Merge;
using Npgsql;

namespace Catalog.Undo;

/// <summary>Takes up again, one at a time and when the batches of an undo are done, the images that somebody else held.</summary>
/// <param name="database">The catalog database.</param>
/// <param name="run">The run that is taken back.</param>
/// <param name="table">The catalog table.</param>
/// <param name="patience">How long a row may stay locked after it was first tried again in vain.</param>
public sealed class PostponedRestores(NpgsqlDataSource database, Run run, CatalogTable table, TimeSpan patience)
{
    private const string SelectNext =
        """
        SELECT identifier, remembered::text FROM label_ingest.undo_postponed WHERE run_number = $1 ORDER BY tried_at, identifier LIMIT 1
        """;

    /// <summary>Comes first in the transaction, so that of two workers only one takes up a row.</summary>
    private const string Take = "DELETE FROM label_ingest.undo_postponed WHERE run_number = $1 AND identifier = $2";

    private const string NoteTried =
        """
        UPDATE label_ingest.undo_postponed SET tried_at = clock_timestamp(), locked_since = coalesce(locked_since, clock_timestamp())
        WHERE run_number = $1 AND identifier = $2
        RETURNING clock_timestamp() - locked_since > $3
        """;

    private const string CountLocked = "SELECT count(*) FROM label_ingest.undo_postponed WHERE run_number = $1";

    /// <summary>A redrive waits as long again.</summary>
    private const string ForgetPatience =
        "UPDATE label_ingest.undo_postponed SET locked_since = NULL WHERE run_number = $1 AND locked_since IS NOT NULL";

    private readonly RestoreStatement statement = new(run, table);

    /// <summary>Tries the image that has not been tried for longest.</summary>
    /// <returns>False when none is left.</returns>
    /// <exception cref="RowsLocked">It has been locked for too long.</exception>
    public async Task<bool> RestoreNextAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (await NextAsync(connection, cancellationToken) is not var (image, address))
            return false;

        try
        {
            await RestoreAsync(connection, image, address, cancellationToken);
        }
        catch (PostgresException e) when (CatalogBatch.IsLocked(e))
        {
            if (await IsPatienceOverAsync(connection, image, cancellationToken))
            {
                await connection.ExecuteAsync(ForgetPatience, [new() { Value = run.Number }], cancellationToken);
                var count = await connection.ScalarAsync<long>(CountLocked, [new() { Value = run.Number }], cancellationToken);
                throw new RowsLocked(table.Sql, count, image, patience);
            }
        }

        return true;
    }

    private async Task RestoreAsync(NpgsqlConnection connection, Guid image, string address, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await connection.ExecuteAsync(Take, Key(image), cancellationToken) == 0)
            return;

        await CatalogBatch.PrepareAsync(connection, cancellationToken);
        await statement.RestoreAsync(connection, address, address, isAroundLocks: false, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<(Guid Image, string Address)?> NextAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(SelectNext, [new() { Value = run.Number }]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetGuid(0), reader.GetString(1)) : null;
    }

    /// <summary>Notes the try. An image that another worker has taken up meanwhile is none of ours.</summary>
    private async Task<bool> IsPatienceOverAsync(NpgsqlConnection connection, Guid image, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(NoteTried, [.. Key(image), new() { Value = patience }]);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private NpgsqlParameter[] Key(Guid image) => [new() { Value = run.Number }, new() { Value = image }];
}

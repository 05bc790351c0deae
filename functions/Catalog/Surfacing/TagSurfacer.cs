using Npgsql;

namespace Catalog.Surfacing;

/// <summary>
/// Goes through the catalog and the API's table in the order of their identifiers, batch by batch. Each batch is one transaction with the note of how far it
/// went, so a batch that is tried again, or by two workers at once, is refreshed and counted once.
/// </summary>
public sealed class TagSurfacer(NpgsqlDataSource database, RefreshPlan plan, CatalogTable source, ApiTable target)
{
    private const string SelectProgress = "SELECT last_identifier, all_read FROM tag_policy.refresh WHERE refresh_id = $1";

    /// <summary>Comes first in the transaction: a second worker on the same refresh waits here, and then finds the batch taken.</summary>
    private const string Advance =
        """
        UPDATE tag_policy.refresh
        SET last_identifier = $3, all_read = $4, committed_at = clock_timestamp(),
            rows_read = rows_read + $5, rows_missing = rows_missing + $6, rows_orphaned = rows_orphaned + $7
        WHERE refresh_id = $1 AND last_identifier IS NOT DISTINCT FROM $2 AND NOT all_read
        """;

    /// <summary>Whoever deleted a row since it was read is not waited for.</summary>
    private const string Postpone =
        """
        INSERT INTO tag_policy.refresh_postponed (refresh_id, identifier)
        SELECT $1, identifier
        FROM unnest($2) AS held (identifier)
        JOIN {target} AS target USING (identifier)
        ON CONFLICT DO NOTHING
        """;

    private readonly SurfaceStatement statement = new(plan, source, target);

    /// <summary>Rows of the catalog that this object has read, in batches that are committed.</summary>
    public long Read { get; private set; }

    /// <summary>Rows of the API's table that this object has changed, in batches that are committed; in a dry run, would have.</summary>
    public long Changed { get; private set; }

    /// <summary>Refreshes the next batch of a refresh that has begun.</summary>
    /// <returns>False when all rows are refreshed, but for those that somebody else held.</returns>
    public async Task<bool> RefreshBatchAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var (last, isAllRead) = await ProgressAsync(connection, cancellationToken);
        if (isAllRead)
            return false;

        var page = await SurfacedPage.ReadAsync(connection, source, target, last, plan.BatchRows, cancellationToken);

        // Only a page that is not full is known to be the last: after a full one there may be another row.
        var isLast = page.Rows < plan.BatchRows;
        await CommitAsync(connection, last, page, isLast, cancellationToken);
        return !isLast;
    }

    private async Task CommitAsync(NpgsqlConnection connection, Guid? last, SurfacedPage page, bool isLast, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var isOurs = await connection.ExecuteAsync(
            Advance,
            [
                new() { Value = plan.RefreshId },
                Identifier(last),
                Identifier(page.Last ?? last),
                new() { Value = isLast },
                new() { Value = page.Images },
                new() { Value = page.Missing },
                new() { Value = page.Orphaned },
            ],
            cancellationToken);
        if (isOurs == 0)
            return;

        await CatalogBatch.PrepareAsync(connection, cancellationToken);
        var rows = plan.DryRun ? page.Differing : await LockAsync(connection, page.Differing, cancellationToken);
        var changed = await statement.SurfaceAsync(connection, rows, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Read += page.Images;
        Changed += changed;
    }

    private async Task<Guid[]> LockAsync(NpgsqlConnection connection, Guid[] rows, CancellationToken cancellationToken)
    {
        var ours = await statement.LockFreeAsync(connection, rows, cancellationToken);
        if (ours.Length < rows.Length)
        {
            await connection.ExecuteAsync(
                Postpone.Replace("{target}", target.Sql, StringComparison.Ordinal),
                [new() { Value = plan.RefreshId }, new() { Value = rows.Except(ours).ToArray() }],
                cancellationToken);
        }

        return ours;
    }

    private async Task<(Guid? Last, bool IsAllRead)> ProgressAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(SelectProgress, [new() { Value = plan.RefreshId }]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            throw new InvalidOperationException($"The refresh '{plan.RefreshId}' has not begun.");

        return (await reader.IsDBNullAsync(0, cancellationToken) ? null : reader.GetGuid(0), reader.GetBoolean(1));
    }

    private static NpgsqlParameter Identifier(Guid? identifier) =>
        new() { Value = (object?)identifier ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid };
}

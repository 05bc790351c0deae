using Catalog.Merge;
using Npgsql;

namespace Catalog.Surfacing;

/// <summary>Takes up again, one at a time and when the batches of a refresh are done, the rows that somebody else held.</summary>
/// <param name="database">The catalog database.</param>
/// <param name="plan">The refresh.</param>
/// <param name="source">The catalog table.</param>
/// <param name="target">The API's table.</param>
/// <param name="patience">How long a row may stay locked after it was first tried again in vain.</param>
public sealed class PostponedSurfacing(
    NpgsqlDataSource database, RefreshPlan plan, CatalogTable source, ApiTable target, TimeSpan patience)
{
    private const string SelectNext =
        "SELECT identifier FROM tag_policy.refresh_postponed WHERE refresh_id = $1 ORDER BY tried_at, identifier LIMIT 1";

    /// <summary>Comes first in the transaction, so that of two workers only one takes up a row.</summary>
    private const string Take = "DELETE FROM tag_policy.refresh_postponed WHERE refresh_id = $1 AND identifier = $2";

    private const string NoteTried =
        """
        UPDATE tag_policy.refresh_postponed SET tried_at = clock_timestamp(), locked_since = coalesce(locked_since, clock_timestamp())
        WHERE refresh_id = $1 AND identifier = $2
        RETURNING clock_timestamp() - locked_since > $3
        """;

    private const string CountLocked = "SELECT count(*) FROM tag_policy.refresh_postponed WHERE refresh_id = $1";

    /// <summary>A redrive waits as long again.</summary>
    private const string ForgetPatience =
        "UPDATE tag_policy.refresh_postponed SET locked_since = NULL WHERE refresh_id = $1 AND locked_since IS NOT NULL";

    private readonly SurfaceStatement statement = new(plan, source, target);

    /// <summary>Rows of the API's table that this object has changed.</summary>
    public long Changed { get; private set; }

    /// <summary>Tries the row that has not been tried for longest.</summary>
    /// <returns>False when none is left.</returns>
    /// <exception cref="RowsLocked">It has been locked for too long.</exception>
    public async Task<bool> RefreshNextAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (await NextAsync(connection, cancellationToken) is not { } row)
            return false;

        try
        {
            await RefreshAsync(connection, row, cancellationToken);
        }
        catch (PostgresException e) when (CatalogBatch.IsLocked(e))
        {
            if (await IsPatienceOverAsync(connection, row, cancellationToken))
                await RequireNoneAsync(connection, row, cancellationToken);
        }

        return true;
    }

    private async Task RefreshAsync(NpgsqlConnection connection, Guid row, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await connection.ExecuteAsync(Take, Key(row), cancellationToken) == 0)
            return;

        await CatalogBatch.PrepareAsync(connection, cancellationToken);
        var ours = await statement.WaitForAsync(connection, row, cancellationToken);
        var changed = await statement.SurfaceAsync(connection, ours, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Changed += changed;
    }

    private async Task<Guid?> NextAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(SelectNext, [new() { Value = plan.RefreshId }]);
        return await command.ExecuteScalarAsync(cancellationToken) as Guid?;
    }

    /// <summary>Notes the try. A row that another worker has taken up meanwhile is none of ours.</summary>
    private async Task<bool> IsPatienceOverAsync(NpgsqlConnection connection, Guid row, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(NoteTried, [.. Key(row), new() { Value = patience }]);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <exception cref="RowsLocked">Unless other workers have taken up all of them meanwhile.</exception>
    private async Task RequireNoneAsync(NpgsqlConnection connection, Guid example, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(ForgetPatience, [new() { Value = plan.RefreshId }], cancellationToken);
        if (await connection.ScalarAsync<long>(CountLocked, [new() { Value = plan.RefreshId }], cancellationToken) is > 0 and var count)
            throw new RowsLocked(target.Sql, count, example, patience);
    }

    private NpgsqlParameter[] Key(Guid row) => [new() { Value = plan.RefreshId }, new() { Value = row }];
}

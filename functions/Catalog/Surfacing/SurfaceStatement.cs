using Npgsql;

namespace Catalog.Surfacing;

/// <summary>The statements that give some rows of the API's table the tags that they may show, or count what that would change.</summary>
internal sealed class SurfaceStatement
{
    private const string LockRows =
        "SELECT identifier FROM unnest($1) AS wanted (identifier) JOIN {target} AS target USING (identifier) FOR NO KEY UPDATE OF target";

    /// <summary>
    /// What was changed is told by the update itself: to look it up in the outcome again would compare each of a batch's rows with all others.
    /// </summary>
    private const string Update =
        """
        ,
        changed AS (
          UPDATE {target} AS target
          SET tags = outcome.surfaced{updated_on}
          FROM outcome
          WHERE target.identifier = outcome.identifier AND outcome.surfaced <> outcome.shown
          RETURNING outcome.shown, outcome.surfaced
        )
        """;

    /// <summary>$1 refresh_id, then rows, appeared and vanished.</summary>
    private const string NoteChanged =
        """
        UPDATE tag_policy.refresh
        SET rows_changed = rows_changed + $2, tags_appeared = tags_appeared + $3, tags_vanished = tags_vanished + $4,
            committed_at = clock_timestamp()
        WHERE refresh_id = $1
        """;

    private readonly RefreshPlan plan;
    private readonly string locking;
    private readonly string outcome;

    public SurfaceStatement(RefreshPlan plan, CatalogTable source, ApiTable target)
    {
        this.plan = plan;
        locking = LockRows.Replace("{target}", target.Sql, StringComparison.Ordinal);
        outcome = SqlScript.Read("surfaced-outcome.sql")
            .Replace("{write}", plan.DryRun ? "" : Update, StringComparison.Ordinal)
            .Replace("{counted}", plan.DryRun ? "outcome" : "changed", StringComparison.Ordinal)
            .Replace("{updated_on}", target.HasUpdatedOn ? ", updated_on = now()" : "", StringComparison.Ordinal)
            .Replace("{catalog}", source.Sql, StringComparison.Ordinal)
            .Replace("{target}", target.Sql, StringComparison.Ordinal);
    }

    /// <summary>Locks those of some rows that nobody else holds, and passes over the others.</summary>
    /// <returns>The rows that are ours until the end of the transaction.</returns>
    public Task<Guid[]> LockFreeAsync(NpgsqlConnection connection, Guid[] rows, CancellationToken cancellationToken) =>
        LockAsync(connection, $"{locking} SKIP LOCKED", rows, cancellationToken);

    /// <summary>Waits for one row, when nothing else is held: who holds it cannot be waiting for us.</summary>
    /// <returns>The row, or nothing where it is gone.</returns>
    /// <exception cref="PostgresException"><see cref="CatalogBatch.IsLocked"/>: it was held for longer than the transaction waits.</exception>
    public Task<Guid[]> WaitForAsync(NpgsqlConnection connection, Guid row, CancellationToken cancellationToken) =>
        LockAsync(connection, locking, [row], cancellationToken);

    /// <summary>Gives rows their tags, and notes in the ledger how many were changed.</summary>
    /// <param name="connection">In the transaction that has locked the rows; in a dry run none needs to be.</param>
    /// <param name="rows">Identifiers.</param>
    /// <param name="cancellationToken">Gives up; nothing of it stays.</param>
    /// <returns>How many rows were changed; in a dry run, would be.</returns>
    public async Task<long> SurfaceAsync(NpgsqlConnection connection, Guid[] rows, CancellationToken cancellationToken)
    {
        if (rows.Length == 0)
            return 0;

        long changed, appeared, vanished;
        await using (var command = connection.CreateCommand(outcome, [new() { Value = rows }]))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            await reader.ReadAsync(cancellationToken);
            (changed, appeared, vanished) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
        }

        await connection.ExecuteAsync(
            NoteChanged,
            [new() { Value = plan.RefreshId }, new() { Value = changed }, new() { Value = appeared }, new() { Value = vanished }],
            cancellationToken);
        return changed;
    }

    private static async Task<Guid[]> LockAsync(NpgsqlConnection connection, string sql, Guid[] rows, CancellationToken cancellationToken)
    {
        var locked = new List<Guid>();
        await using var command = connection.CreateCommand(sql, [new() { Value = rows }]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            locked.Add(reader.GetGuid(0));

        return [.. locked];
    }
}

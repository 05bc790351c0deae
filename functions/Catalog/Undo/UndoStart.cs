using Catalog.Ledger;
using Npgsql;

namespace Catalog.Undo;

/// <summary>Decides whether a run can be taken back, and from then on keeps merges of its provider out.</summary>
public sealed class UndoStart(NpgsqlDataSource database)
{
    private const string HasBegun = "SELECT undo_started_at IS NOT NULL FROM label_ingest.run WHERE run_number = $1";

    /// <summary>Comparing what two runs remember in memory saves writing it to disk; it is one statement at a time.</summary>
    private const string MoreMemory = "SET LOCAL work_mem = '256MB'";

    private const string SelectMemory =
        """
        SELECT coalesce(sum(changed), 0)::bigint, to_regclass($2) IS NOT NULL FROM label_ingest.merge_part WHERE run_number = $1
        """;

    private const string CountChangedSince =
        """
        SELECT count(*) FROM {undo} AS undone JOIN {later} AS later USING (identifier) WHERE later.change_order > undone.change_order
        """;

    private const string NoteBlocks =
        """
        INSERT INTO label_ingest.undo (run_number, blocks)
        VALUES ($1, coalesce(pg_relation_size(to_regclass($2)) / current_setting('block_size')::bigint, 0))
        """;

    private const string NoteBegun = "UPDATE label_ingest.run SET undo_started_at = clock_timestamp() WHERE run_number = $1";

    /// <summary>Begins to take a run back, unless that has begun already.</summary>
    /// <exception cref="LaterRun">A later run stands on what this one wrote.</exception>
    /// <exception cref="UndoExpired">What the run remembered has been removed.</exception>
    public async Task BeginAsync(Run run, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ProviderLock.TakeAsync(connection, run, cancellationToken);
        if (await connection.ScalarAsync<bool>(HasBegun, [new() { Value = run.Number }], cancellationToken))
            return;

        await connection.ExecuteAsync(MoreMemory, [], cancellationToken);

        // On a run that changed nothing nobody stands.
        if (await RequireMemoryAsync(connection, run, cancellationToken) > 0)
        {
            foreach (var other in await LaterAsync(connection, run, cancellationToken))
                await RequireIndependentAsync(connection, run, other, cancellationToken);
        }

        await connection.ExecuteAsync(NoteBlocks, [new() { Value = run.Number }, new() { Value = run.Undo }], cancellationToken);
        await connection.ExecuteAsync(NoteBegun, [new() { Value = run.Number }], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <returns>How many images the run changed.</returns>
    private static async Task<long> RequireMemoryAsync(NpgsqlConnection connection, Run run, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(SelectMemory, [new() { Value = run.Number }, new() { Value = run.Undo }]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var changed = reader.GetInt64(0);
        return changed == 0 || reader.GetBoolean(1) ? changed : throw new UndoExpired(run.Plan.RunId, changed);
    }

    private static async Task<List<Other>> LaterAsync(NpgsqlConnection connection, Run run, CancellationToken cancellationToken)
    {
        var others = new List<Other>();
        await using var command = connection.CreateCommand(SqlScript.Read("later-runs.sql"), [new() { Value = run.Number }]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            others.Add(new Other(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetBoolean(4)));

        return others;
    }

    private static async Task RequireIndependentAsync(
        NpgsqlConnection connection, Run run, Other other, CancellationToken cancellationToken)
    {
        if (other.Agreed > 0)
            throw new LaterRun(run.Plan.RunId, other.RunId, $"which found {other.Agreed} images as it wanted them, and left them so");

        if (other.Changed == 0)
            return;

        if (!other.IsRemembered)
            throw new LaterRun(run.Plan.RunId, other.RunId, $"which changed {other.Changed} images, and it is not remembered which");

        var sql = CountChangedSince
            .Replace("{undo}", run.Undo, StringComparison.Ordinal)
            .Replace("{later}", Run.UndoOf(other.Number), StringComparison.Ordinal);
        if (await connection.ScalarAsync<long>(sql, [], cancellationToken) is > 0 and var changed)
            throw new LaterRun(run.Plan.RunId, other.RunId, $"which has changed {changed} of the same images since");
    }

    /// <param name="RunId">Its name.</param>
    /// <param name="Number">Its number.</param>
    /// <param name="Changed">Images that it changed.</param>
    /// <param name="Agreed">Images that it found as they should be.</param>
    /// <param name="IsRemembered">Whether it is still known which images it changed.</param>
    private sealed record Other(string RunId, long Number, long Changed, long Agreed, bool IsRemembered);
}

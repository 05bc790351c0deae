using Catalog.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace Catalog.Runs;

/// <summary>Removes what runs of long ago have left behind: the tables of those that were abandoned, and in the end all trace of any.</summary>
public sealed class RunRetention(NpgsqlDataSource database)
{
    /// <summary>$2: whether runs are to be forgotten; an undo that is not done would be forgotten with them, and so stays. $3: which, or all.</summary>
    private const string SelectOld =
        """
        SELECT run.run_id
        FROM label_ingest.runs
        JOIN label_ingest.run USING (run_id)
        WHERE last_commit_at < clock_timestamp() - $1 AND run.run_id = coalesce($3, run.run_id)
          AND CASE
            WHEN $2 THEN run.undo_started_at IS NULL OR run.undone_at IS NOT NULL
            ELSE run.expired_at IS NULL AND (run.finished_at IS NULL OR to_regclass('label_ingest.staging_' || run.run_number) IS NOT NULL)
          END
        ORDER BY run.started_at
        """;

    /// <summary>A run that somebody is at work on, or that somebody else removes just now, is left alone.</summary>
    private const string LockRun = "SELECT count(*) FROM (SELECT FROM label_ingest.run WHERE run_number = $1 FOR UPDATE SKIP LOCKED) AS run";

    private const string NoteExpired = "UPDATE label_ingest.run SET expired_at = clock_timestamp() WHERE run_number = $1 AND finished_at IS NULL";

    private const string DeleteRun = "DELETE FROM label_ingest.run WHERE run_number = $1";

    /// <summary>
    /// How long a run that is not finished keeps its tables after its last commit: as long as an execution that failed can be redriven. So does
    /// a finished one whose tables somebody held when they were to be dropped.
    /// </summary>
    public static TimeSpan Unfinished { get; } = TimeSpan.FromDays(14);

    /// <summary>How long the ledger keeps a run after its last commit: until its execution's name may be given to another.</summary>
    public static TimeSpan Ledger { get; } = TimeSpan.FromDays(90);

    /// <summary>Removes what is due. What cannot be removed just now is due again the next time.</summary>
    /// <returns>The runs that were due; those that could not be removed with the reason.</returns>
    public async Task<IReadOnlyList<(string RunId, string? Hindrance)>> RemoveAsync(CancellationToken cancellationToken)
    {
        var due = new List<(string RunId, string? Hindrance)>();
        foreach (var isForgotten in new[] { true, false })
        {
            foreach (var runId in await OldAsync(isForgotten, runId: null, cancellationToken))
                due.Add((runId, await RemoveAsync(runId, isForgotten, cancellationToken)));
        }

        return due;
    }

    private async Task<IReadOnlyList<string>> OldAsync(bool isForgotten, string? runId, CancellationToken cancellationToken)
    {
        var runs = new List<string>();
        await using var command = database.CreateCommand(SelectOld);
        command.Parameters.Add(new() { Value = isForgotten ? Ledger : Unfinished });
        command.Parameters.Add(new() { Value = isForgotten });
        command.Parameters.Add(new() { Value = (object?)runId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            runs.Add(reader.GetString(0));

        return runs;
    }

    /// <returns>What stands in the way, if anything does.</returns>
    private async Task<string?> RemoveAsync(string runId, bool isForgotten, CancellationToken cancellationToken)
    {
        try
        {
            return await TryRemoveAsync(runId, isForgotten, cancellationToken) ? null : "somebody is at work on it";
        }
        catch (UnknownRun)
        {
            return "another plan was quicker";
        }
        catch (PostgresException e) when (!DatabaseUnavailable.Explains(e) || e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            // Somebody looks at its tables, or has built something on them: no reason for a new run to fail.
            return e.MessageText;
        }
    }

    private async Task<bool> TryRemoveAsync(string runId, bool isForgotten, CancellationToken cancellationToken)
    {
        var run = await new RunLedger(database).FindAsync(runId, cancellationToken);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync("SET LOCAL lock_timeout = '1s'; SET LOCAL client_min_messages = warning", [], cancellationToken);
        if (await connection.ScalarAsync<long>(LockRun, [new() { Value = run.Number }], cancellationToken) == 0)
            return false;

        // It may have gone on since it was found to be old.
        if ((await OldAsync(isForgotten, runId, cancellationToken)).Count == 0)
            return false;

        // What was merged of an abandoned run can still be taken back.
        var tables = isForgotten ? $"{run.ScratchTables}, {run.Undo}" : run.ScratchTables;
        await connection.ExecuteAsync($"DROP TABLE IF EXISTS {tables}", [], cancellationToken);
        await connection.ExecuteAsync(isForgotten ? DeleteRun : NoteExpired, [new() { Value = run.Number }], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}

using Catalog.Ledger;
using Npgsql;

namespace Catalog.Runs;

/// <summary>Removes what runs of long ago have left behind: the tables of those that were abandoned, and in the end all trace of any.</summary>
public sealed class RunRetention(NpgsqlDataSource database)
{
    private const string SelectOld =
        """
        SELECT run_id FROM label_ingest.runs
        WHERE last_commit_at < clock_timestamp() - $1 AND (state NOT IN ('finished', 'expired', 'undone') OR $2)
        ORDER BY started_at
        """;

    /// <summary>A run that somebody is at work on, or that somebody else removes just now, is left alone.</summary>
    private const string LockRun = "SELECT count(*) FROM (SELECT FROM label_ingest.run WHERE run_number = $1 FOR UPDATE SKIP LOCKED) AS run";

    private const string NoteExpired = "UPDATE label_ingest.run SET expired_at = clock_timestamp() WHERE run_number = $1";

    private const string DeleteRun = "DELETE FROM label_ingest.run WHERE run_number = $1";

    /// <summary>
    /// How long a run that is not finished keeps its tables after its last commit: as long as an execution that failed can be redriven.
    /// </summary>
    public static TimeSpan Unfinished { get; } = TimeSpan.FromDays(14);

    /// <summary>How long the ledger keeps a run after its last commit: until its execution's name may be given to another.</summary>
    public static TimeSpan Ledger { get; } = TimeSpan.FromDays(90);

    /// <summary>Removes what is due. What cannot be removed just now is due again the next time.</summary>
    /// <returns>The runs that were removed, wholly or but for their ledger.</returns>
    public async Task<IReadOnlyList<string>> RemoveAsync(CancellationToken cancellationToken)
    {
        var removed = new List<string>();
        foreach (var runId in await OldAsync(Ledger, evenClosed: true, cancellationToken))
            await RemoveAsync(runId, isForgotten: true, removed, cancellationToken);

        foreach (var runId in await OldAsync(Unfinished, evenClosed: false, cancellationToken))
            await RemoveAsync(runId, isForgotten: false, removed, cancellationToken);

        return removed;
    }

    private async Task<IReadOnlyList<string>> OldAsync(TimeSpan age, bool evenClosed, CancellationToken cancellationToken)
    {
        var runs = new List<string>();
        await using var command = database.CreateCommand(SelectOld);
        command.Parameters.Add(new() { Value = age });
        command.Parameters.Add(new() { Value = evenClosed });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            runs.Add(reader.GetString(0));

        return runs;
    }

    private async Task RemoveAsync(string runId, bool isForgotten, List<string> removed, CancellationToken cancellationToken)
    {
        try
        {
            if (await TryRemoveAsync(runId, isForgotten, cancellationToken))
                removed.Add(runId);
        }
        catch (UnknownRun)
        {
            // Another plan was quicker.
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            // Somebody looks at its tables.
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

        // What was merged of an abandoned run can still be taken back.
        var tables = isForgotten ? $"{run.ScratchTables}, {run.Undo}" : run.ScratchTables;
        await connection.ExecuteAsync($"DROP TABLE IF EXISTS {tables}", [], cancellationToken);
        await connection.ExecuteAsync(isForgotten ? DeleteRun : NoteExpired, [new() { Value = run.Number }], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}

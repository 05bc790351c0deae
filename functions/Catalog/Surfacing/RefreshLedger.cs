using Npgsql;

namespace Catalog.Surfacing;

/// <summary>Which refreshes there are, and what came of them. One is noted once, however often its execution is tried.</summary>
public sealed class RefreshLedger(NpgsqlDataSource database)
{
    /// <summary>Names of one provider, which curators may have listed before, are no published list.</summary>
    private const string Insert =
        """
        INSERT INTO tag_policy.refresh (refresh_id, source_table, target_table, dry_run, batch_rows, started_at, policy_version)
        SELECT $1, $2, $3, $4, $5, $6, compiled.version
        FROM tag_policy.compiled
        WHERE EXISTS (SELECT FROM tag_policy.exclusion WHERE list = 'excluded' AND provider = '')
        ON CONFLICT (refresh_id) DO NOTHING
        """;

    /// <summary>
    /// Another execution of the same name, whenever it started, would find its work done, and say so of rows that it never read.
    /// </summary>
    private const string IsSame =
        """
        SELECT (source_table, target_table, dry_run, batch_rows, started_at) = ($2, $3, $4, $5, $6)
        FROM tag_policy.refresh
        WHERE refresh_id = $1
        """;

    /// <summary>What another worker has not committed yet is not done.</summary>
    private const string NoteFinished =
        """
        UPDATE tag_policy.refresh
        SET finished_at = clock_timestamp(), policy_changed = compiled.version <> refresh.policy_version
        FROM tag_policy.compiled
        WHERE refresh_id = $1 AND all_read AND finished_at IS NULL
          AND NOT EXISTS (SELECT FROM tag_policy.refresh_postponed WHERE refresh_id = $1)
        """;

    private const string Select =
        """
        SELECT rows_read, rows_changed, tags_appeared, tags_vanished, rows_missing, rows_orphaned, dry_run,
               coalesce(policy_changed, compiled.version <> policy_version), finished_at IS NOT NULL
        FROM tag_policy.refresh, tag_policy.compiled
        WHERE refresh_id = $1
        """;

    /// <summary>Notes the refresh and the policy that it begins with, unless it is there from an earlier try.</summary>
    /// <exception cref="RefreshExists">The name was given to another refresh.</exception>
    /// <exception cref="PolicyNotPublished">The database has no exclusion list.</exception>
    public async Task BeginAsync(RefreshPlan plan, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            await connection.ExecuteAsync(Insert, Parameters(plan), cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            throw new PolicyNotPublished();
        }

        await using var command = connection.CreateCommand(IsSame, Parameters(plan));
        if (await command.ExecuteScalarAsync(cancellationToken) is not bool isSame)
            throw new PolicyNotPublished();

        if (!isSame)
            throw new RefreshExists(plan.RefreshId);
    }

    /// <summary>Notes that the refresh is done, if all of it is; done again, it changes nothing.</summary>
    public async Task<RefreshSummary> CompleteAsync(string refreshId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(NoteFinished, [new() { Value = refreshId }], cancellationToken);
        await using var command = connection.CreateCommand(Select, [new() { Value = refreshId }]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            throw new InvalidOperationException($"The refresh '{refreshId}' has not begun.");

        return new RefreshSummary(
            refreshId,
            Rows: reader.GetInt64(0),
            Changed: reader.GetInt64(1),
            Appeared: reader.GetInt64(2),
            Vanished: reader.GetInt64(3),
            Missing: reader.GetInt64(4),
            Orphaned: reader.GetInt64(5),
            DryRun: reader.GetBoolean(6),
            PolicyChanged: reader.GetBoolean(7),
            Done: reader.GetBoolean(8));
    }

    private static NpgsqlParameter[] Parameters(RefreshPlan plan) =>
    [
        new() { Value = plan.RefreshId },
        new() { Value = plan.Source },
        new() { Value = plan.Target },
        new() { Value = plan.DryRun },
        new() { Value = plan.BatchRows },
        new() { Value = plan.StartedAt.ToUniversalTime() },
    ];
}

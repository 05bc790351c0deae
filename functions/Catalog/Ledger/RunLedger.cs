using System.Text.Json.Nodes;
using Npgsql;
using NpgsqlTypes;

namespace Catalog.Ledger;

/// <summary>Which runs there are. A run is noted once, however often its plan is tried.</summary>
public sealed class RunLedger(NpgsqlDataSource database)
{
    private const string Insert =
        """
        INSERT INTO label_ingest.run (run_id, source_bucket, source_key, source_etag, source_version, source_size, catalog_table, provider,
                                      dry_run, settings, shards, started_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (run_id) DO NOTHING
        """;

    private const string Select =
        """
        SELECT run_number, source_bucket, source_key, source_etag, source_version, source_size, catalog_table, provider, dry_run,
               settings::text, shards, started_at, expired_at IS NOT NULL
        FROM label_ingest.run
        WHERE run_id = $1
        """;

    /// <summary>
    /// UNLOGGED: a crash of the server empties it, which CheckLoad and MergeTags notice, and its rows need no WAL. No index while rows
    /// come in. Autovacuum would only find what is never updated. The tags of an image with many labels are compressed, which with the
    /// server's own method takes a tenth of the whole COPY.
    /// </summary>
    private const string CreateStaging =
        """
        CREATE UNLOGGED TABLE IF NOT EXISTS {staging} (
          byte_offset bigint NOT NULL, identifier uuid NOT NULL, tags jsonb {compression} NOT NULL, hashes bytea NOT NULL)
        WITH (autovacuum_enabled = false)
        """;

    /// <summary>
    /// The rows of a dry run's sample, stored as a real run stores them. Logged: they are few, and unlike those of staging nobody could
    /// tell that a crash has taken some.
    /// </summary>
    private const string CreateSample =
        """
        CREATE TABLE IF NOT EXISTS {sample} (byte_offset bigint NOT NULL, identifier uuid NOT NULL, tags jsonb NOT NULL, hashes bytea NOT NULL)
        WITH (autovacuum_enabled = false)
        """;

    /// <summary>
    /// Logged, since it must outlive a crash that empties staging. Rows are only ever appended: an undo goes through them in their order.
    /// </summary>
    private const string CreateUndo =
        """
        CREATE TABLE IF NOT EXISTS {undo} (
          identifier uuid NOT NULL, change_order bigint NOT NULL, version xid NOT NULL, added bytea NOT NULL, removed jsonb)
        WITH (autovacuum_enabled = false)
        """;

    /// <summary>Notes the run and makes its tables, unless all of it is there from an earlier try.</summary>
    /// <exception cref="SourceChanged">An earlier try planned the run for another version of the source.</exception>
    /// <exception cref="RunExists">The name was given to another run.</exception>
    /// <exception cref="RunExpired">The run was abandoned.</exception>
    public async Task<Run> BeginAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var isNew = await connection.ExecuteAsync(Insert, Parameters(plan), cancellationToken) == 1;
        var run = await FindAsync(connection, plan.RunId, cancellationToken) ?? throw new UnknownRun(plan.RunId);
        if (!isNew)
            RequireSame(RequireLive(run).Plan, plan);

        if (isNew)
            await CreateTablesAsync(connection, run, cancellationToken);

        await transaction.CommitAsync(cancellationToken);
        return run;
    }

    /// <summary>A run that can go on.</summary>
    /// <exception cref="UnknownRun">There is no such run.</exception>
    /// <exception cref="RunExpired">It was abandoned.</exception>
    public async Task<Run> GetAsync(string runId, CancellationToken cancellationToken) =>
        RequireLive(await FindAsync(runId, cancellationToken));

    /// <summary>Any run, abandoned ones too.</summary>
    /// <exception cref="UnknownRun">There is no such run.</exception>
    public async Task<Run> FindAsync(string runId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            return await FindAsync(connection, runId, cancellationToken) ?? throw new UnknownRun(runId);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            // No run has been planned in this database yet.
            throw new UnknownRun(runId);
        }
    }

    private static async Task CreateTablesAsync(NpgsqlConnection connection, Run run, CancellationToken cancellationToken)
    {
        if (run.Plan.DryRun)
        {
            await connection.ExecuteAsync(CreateSample.Replace("{sample}", run.Sample, StringComparison.Ordinal), [], cancellationToken);
            return;
        }

        var compression = await connection.ScalarAsync<bool>($"SELECT {ToastCompression.HasLz4}", [], cancellationToken) ? "COMPRESSION lz4" : "";
        await connection.ExecuteAsync(
            CreateStaging
                .Replace("{staging}", run.Staging, StringComparison.Ordinal)
                .Replace("{compression}", compression, StringComparison.Ordinal),
            [],
            cancellationToken);
        await connection.ExecuteAsync(CreateUndo.Replace("{undo}", run.Undo, StringComparison.Ordinal), [], cancellationToken);
    }

    private static Run RequireLive(Run run) => run.IsExpired ? throw new RunExpired(run.Plan.RunId) : run;

    /// <summary>
    /// A plan that is tried again is the same to the time of its execution's start. Another execution of the same name would find its
    /// work done, and say so of a file that it never read.
    /// </summary>
    private static void RequireSame(RunPlan planned, RunPlan plan)
    {
        if (planned with { Source = plan.Source, Settings = plan.Settings, Shards = plan.Shards } != plan
            || !JsonNode.DeepEquals(JsonNode.Parse(planned.Settings), JsonNode.Parse(plan.Settings)))
        {
            throw new RunExists(plan.RunId, planned.StartedAt);
        }

        if (planned.Source != plan.Source)
            throw new SourceChanged(planned.Source, $"{plan.Source} with ETag {plan.Source.ETag} and {plan.Source.Size} bytes");
    }

    private static async Task<Run?> FindAsync(NpgsqlConnection connection, string runId, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(Select, [new() { Value = runId }]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;

        var source = new SourceVersion(
            reader.GetString(1),
            reader.GetString(2),
            reader.GetString(3),
            await reader.IsDBNullAsync(4, cancellationToken) ? null : reader.GetString(4),
            reader.GetInt64(5));
        var plan = new RunPlan(
            runId,
            source,
            reader.GetString(6),
            reader.GetString(7),
            reader.GetBoolean(8),
            reader.GetString(9),
            reader.GetInt64(10),
            reader.GetFieldValue<DateTimeOffset>(11));
        return new Run(reader.GetInt64(0), plan, reader.GetBoolean(12));
    }

    private static NpgsqlParameter[] Parameters(RunPlan plan) =>
    [
        new() { Value = plan.RunId },
        new() { Value = plan.Source.Bucket },
        new() { Value = plan.Source.Key },
        new() { Value = plan.Source.ETag },
        new() { Value = plan.Source.VersionId ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
        new() { Value = plan.Source.Size },
        new() { Value = plan.Table },
        new() { Value = plan.Provider },
        new() { Value = plan.DryRun },
        new() { Value = plan.Settings, NpgsqlDbType = NpgsqlDbType.Jsonb },
        new() { Value = plan.Shards },
        new() { Value = plan.StartedAt.ToUniversalTime() },
    ];
}

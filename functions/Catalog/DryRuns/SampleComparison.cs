using System.Text.Json;
using Catalog.Ledger;
using Catalog.Merge;
using Npgsql;
using NpgsqlTypes;

namespace Catalog.DryRuns;

/// <summary>Compares the sample of a dry run that is loaded with the catalog, which is only read.</summary>
public sealed class SampleComparison(NpgsqlDataSource database, Run run, CatalogTable table, MergeMode mode)
{
    /// <summary>A second worker waits here. Not FOR UPDATE, which would hold up those who refer to the run.</summary>
    private const string LockRun = "SELECT run_number FROM label_ingest.run WHERE run_number = $1 FOR NO KEY UPDATE";

    private const string IsCompared = "SELECT EXISTS (SELECT FROM label_ingest.dry_run WHERE run_number = $1)";

    private const string CreateCompared =
        """
        ANALYZE {sample};

        CREATE UNLOGGED TABLE {compared} (
          identifier uuid NOT NULL, records bigint NOT NULL, is_matched boolean NOT NULL, differs boolean NOT NULL, result jsonb)
        WITH (autovacuum_enabled = false)
        """;

    private const string InsertOutcome =
        """
        INSERT INTO label_ingest.dry_run (
          run_number, sampled, images, squares, matched, changed, sample_bytes, rehearsed, tags_before, tags_after, table_before, table_after)
        SELECT $1, coalesce(sum(records), 0), count(*), coalesce(sum(records * records), 0), count(*) FILTER (WHERE is_matched),
               count(*) FILTER (WHERE differs), pg_total_relation_size($2::regclass), $3, $4, $5, $6, $7
        FROM {compared}
        """;

    /// <summary>Notes what came out, unless that has been done; nothing else stays.</summary>
    public async Task CompareAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ScalarAsync<long>(LockRun, [new() { Value = run.Number }], cancellationToken);
        if (await connection.ScalarAsync<bool>(IsCompared, [new() { Value = run.Number }], cancellationToken))
            return;

        await CatalogBatch.PrepareAsync(connection, cancellationToken);
        await connection.ExecuteAsync(Sql(CreateCompared), [], cancellationToken);
        await InsertComparedAsync(connection, cancellationToken);
        await connection.ExecuteAsync(Sql("ANALYZE {compared}"), [], cancellationToken);
        var growth = await new MergeRehearsal(run, table).MeasureAsync(connection, cancellationToken);
        await connection.ExecuteAsync(
            Sql(InsertOutcome),
            [
                new() { Value = run.Number },
                new() { Value = run.Sample },
                new() { Value = growth.Rows },
                new() { Value = growth.TagsBefore },
                new() { Value = growth.TagsAfter },
                new() { Value = growth.TableBefore },
                new() { Value = growth.TableAfter },
            ],
            cancellationToken);
        await connection.ExecuteAsync(Sql("DROP TABLE {compared}, {rehearsal}"), [], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private Task<int> InsertComparedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var provider = JsonEncodedText.Encode(run.Plan.Provider);
        return connection.ExecuteAsync(
            Sql(SqlScript.Read("compare-sample.sql")
                .Replace("{merged}", SqlScript.Read("merged-tags.sql"), StringComparison.Ordinal)
                .Replace("{has-own}", "image.tags @> $4", StringComparison.Ordinal)
                .Replace("{gives-way}", SqlScript.Read("gives-way.sql"), StringComparison.Ordinal)),
            [
                new() { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
                new() { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
                new() { Value = $"\"{provider}\"", NpgsqlDbType = NpgsqlDbType.Jsonb },
                new() { Value = $$"""[{"provider": "{{provider}}"}]""", NpgsqlDbType = NpgsqlDbType.Jsonb },
                new() { Value = mode == MergeMode.Replace },
            ],
            cancellationToken);
    }

    private string Sql(string script) => MergeSql.For(script, run, table);
}

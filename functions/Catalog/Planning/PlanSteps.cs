using Catalog.Ledger;
using Catalog.Merge;
using Npgsql;

namespace Catalog.Planning;

/// <summary>The steps of a plan: each takes what the one before it made, and says how far it came.</summary>
internal sealed class PlanSteps(Run run, CatalogTable table, PlanPieces pieces)
{
    private const string LookUpByKey = "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off";

    /// <summary>It would sort both sides, of which one is sorted in another order anyway.</summary>
    private const string WithoutMergeJoin = "SET LOCAL enable_mergejoin = off";

    private const string SetHorizon =
        "UPDATE label_ingest.merge_planning SET horizon = pg_snapshot_xmin(pg_current_snapshot()) WHERE run_number = $1";

    public async Task<PlanProgress> BeginAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(
            $"""
            CREATE UNLOGGED TABLE {run.Gathered} (identifier uuid NOT NULL, byte_offset bigint NOT NULL, staged tid NOT NULL, digest bigint)
            WITH (autovacuum_enabled = false)
            """,
            [],
            cancellationToken);
        return new PlanProgress(PlanStep.Gather, await BlockRange.OfTableAsync(connection, run.Staging, cancellationToken));
    }

    public Task<PlanProgress> TakeAsync(
        NpgsqlConnection connection, PlanProgress progress, long staged, CancellationToken cancellationToken) => progress.Step switch
        {
            PlanStep.Gather => GatherAsync(connection, progress, cancellationToken),
            PlanStep.ChooseNewest => ChooseNewestAsync(connection, progress, staged, cancellationToken),
            PlanStep.MatchCatalog => MatchCatalogAsync(connection, progress, cancellationToken),
            PlanStep.FindMissing => FindMissingAsync(connection, progress, cancellationToken),
            PlanStep.MatchMissing => MatchMissingAsync(connection, progress, cancellationToken),
            _ => throw new InvalidOperationException($"{progress.Step} is no step that leads to another."),
        };

    private async Task<PlanProgress> GatherAsync(NpgsqlConnection connection, PlanProgress progress, CancellationToken cancellationToken)
    {
        var (pages, rest) = progress.Pages.Split(pieces.BlocksToScan);
        var same = await SameFile.FindAsync(connection, run, cancellationToken);
        var sql = Sql("gather-staged.sql").Replace("{digest}", same.Digest, StringComparison.Ordinal);
        var rows = await connection.ExecuteAsync(pages.In(sql), [], cancellationToken);
        return progress with
        {
            Step = rest.IsEmpty ? PlanStep.ChooseNewest : PlanStep.Gather,
            Pages = rest,
            Gathered = progress.Gathered + rows,
        };
    }

    private async Task<PlanProgress> ChooseNewestAsync(
        NpgsqlConnection connection, PlanProgress progress, long staged, CancellationToken cancellationToken)
    {
        // Counted once more, since a crash may have emptied what was gathered before it.
        var found = Math.Min(progress.Gathered, await connection.CountAsync(run.Gathered, cancellationToken));
        if (found != staged)
            throw new StagingLost(run.Staging, staged, found);

        var same = await SameFile.FindAsync(connection, run, cancellationToken);
        await connection.ExecuteAsync(WithoutMergeJoin, [], cancellationToken);
        await connection.ExecuteAsync(Sql("newest-staged.sql").Replace("{before}", same.Written, StringComparison.Ordinal), [], cancellationToken);
        await connection.ExecuteAsync(SetHorizon, [new() { Value = run.Number }], cancellationToken);
        var images = await connection.CountAsync(run.Newest, cancellationToken);
        var catalog = await BlockRange.OfTableAsync(connection, table.Sql, cancellationToken);
        return progress with
        {
            Step = catalog.End > images * pieces.BlocksReadPerLookUp ? PlanStep.FindMissing : PlanStep.MatchCatalog,
            Pages = catalog,
            Images = images,
        };
    }

    private async Task<PlanProgress> MatchCatalogAsync(
        NpgsqlConnection connection, PlanProgress progress, CancellationToken cancellationToken)
    {
        var (pages, rest) = progress.Pages.Split(pieces.BlocksToScan);
        var planned = await MatchAsync(connection, "match-catalog.sql", pages, progress.Planned, cancellationToken);
        return progress with { Step = rest.IsEmpty ? PlanStep.FindMissing : PlanStep.MatchCatalog, Pages = rest, Planned = planned };
    }

    private async Task<PlanProgress> FindMissingAsync(
        NpgsqlConnection connection, PlanProgress progress, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(Sql("find-missing.sql"), [], cancellationToken);
        var missing = await BlockRange.OfTableAsync(connection, run.Missing, cancellationToken);
        return progress with { Step = missing.IsEmpty ? PlanStep.ShareOut : PlanStep.MatchMissing, Pages = missing };
    }

    private async Task<PlanProgress> MatchMissingAsync(
        NpgsqlConnection connection, PlanProgress progress, CancellationToken cancellationToken)
    {
        var (pages, rest) = progress.Pages.Split(pieces.BlocksToLookUp);
        await connection.ExecuteAsync(LookUpByKey, [], cancellationToken);
        var planned = await MatchAsync(connection, "match-missing.sql", pages, progress.Planned, cancellationToken);
        return progress with { Step = rest.IsEmpty ? PlanStep.ShareOut : PlanStep.MatchMissing, Pages = rest, Planned = planned };
    }

    private async Task<long> MatchAsync(
        NpgsqlConnection connection, string script, BlockRange pages, long planned, CancellationToken cancellationToken) =>
        planned + await connection.ExecuteAsync(pages.In(Sql(script)), [new() { Value = planned }], cancellationToken);

    private string Sql(string script) =>
        MergeSql.For(SqlScript.Read(script), run, table).Replace("{run}", $"{run.Number}", StringComparison.Ordinal);
}

using System.Diagnostics;
using System.Globalization;
using Benchmarks.Cloud;
using Catalog;
using Catalog.Ledger;
using Catalog.Merge;
using Catalog.Planning;
using Catalog.Schema;
using Local.SampleCatalog;
using Npgsql;

namespace Benchmarks.Merge;

/// <summary>Pristine catalogs in which a run is staged and planned.</summary>
/// <param name="server">Where.</param>
/// <param name="images">Rows of the catalog.</param>
/// <param name="rows">Rows that are staged.</param>
/// <param name="progress">Is told how long plans take, which are no part of a merge.</param>
internal sealed class MergeCatalog(MergeServer server, int images, int rows, Action<string> progress)
{
    public const int BatchRows = 10_000;

    private const int Shares = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>The run that is staged and planned in a catalog.</summary>
    public static Task<Run> RunAsync(NpgsqlDataSource database, string runId, CancellationToken cancellationToken) =>
        new RunLedger(database).GetAsync(runId, cancellationToken);

    /// <summary>Makes a catalog with the first run over it.</summary>
    public async Task CreateAsync(string name, int fillFactor, CancellationToken cancellationToken)
    {
        await using var database = await server.CreateAsync(name, "template1", cancellationToken);
        await database.ExecuteAsync("CREATE EXTENSION pg_prewarm", cancellationToken);
        await MediaTables.CreateIfMissingAsync(database, cancellationToken);
        await CatalogSchema.EnsureAsync(database, cancellationToken);
        await database.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"ALTER TABLE image SET (fillfactor = {fillFactor})"), cancellationToken);
        await SampleImages.AddAsync(database, "image", Images().ToAsyncEnumerable(), share: 1, cancellationToken);
        await database.ExecuteAsync("VACUUM ANALYZE image", cancellationToken);
        var run = await StageAsync(database, "first", "labels.jsonl", MergeTables.FillStaging, cancellationToken);
        await database.ExecuteAsync(With(MergeTables.Prepare, run), cancellationToken);
        await database.ExecuteAsync("VACUUM ANALYZE", cancellationToken);
    }

    /// <summary>Makes one in which the first run is merged, and the same rows are staged and planned once more, as of the same file and of another.</summary>
    public async Task CreateMergedAsync(string name, string template, CancellationToken cancellationToken)
    {
        await using var database = await server.CreateAsync(name, template, cancellationToken);
        var first = await RunAsync(database, "first", cancellationToken);
        await MergeAsync(database, first, workers: 1, cancellationToken);
        await database.ExecuteAsync("VACUUM image", cancellationToken);
        var sql = $"INSERT INTO {{staging}} SELECT * FROM label_ingest.staging_{first.Number}";
        await StageAsync(database, "again", "labels.jsonl", sql, cancellationToken);
        await StageAsync(database, "other", "other.jsonl", sql, cancellationToken);
        await database.ExecuteAsync("VACUUM ANALYZE", cancellationToken);
    }

    /// <summary>Merges a run as the function does.</summary>
    /// <param name="workers">1, or 2 side by side.</param>
    public static async Task MergeAsync(NpgsqlDataSource database, Run run, int workers, CancellationToken cancellationToken)
    {
        var table = await CatalogTable.FindAsync(database, run.Plan.Table, cancellationToken);
        var parts = Enumerable.Range(0, Shares).GroupBy(part => part % workers);
        await Task.WhenAll(parts.Select(async its =>
        {
            foreach (var part in its)
            {
                var merger = new TagMerger(database, run, table, MergeMode.Merge);
                var postponed = new PostponedRows(database, run, table, MergeMode.Merge, Patience);
                while (await merger.MergeBatchAsync(part, BatchRows, cancellationToken) || await postponed.MergeNextAsync(part, cancellationToken))
                {
                    // Each call is one batch.
                }
            }
        }));
    }

    private async Task<Run> StageAsync(
        NpgsqlDataSource database, string runId, string file, string sql, CancellationToken cancellationToken)
    {
        var source = new SourceVersion("labels", file, ETag: $"\"{file}\"", VersionId: null, Size: rows);
        var run = await new RunLedger(database).BeginAsync(
            new RunPlan(runId, source, "image", "rekognition", DryRun: false, "{}", Shards: 1, DateTimeOffset.UtcNow), cancellationToken);
        await database.ExecuteAsync(With(sql, run), cancellationToken);
        var planner = new MergePlanner(database, run, await CatalogTable.FindAsync(database, "image", cancellationToken));
        var time = Stopwatch.StartNew();
        while (await planner.AdvanceAsync(rows, Shares, cancellationToken))
        {
            // Each call is one piece.
        }

        progress(string.Create(CultureInfo.InvariantCulture, $"Merge: planning run '{runId}' took {time.Elapsed.TotalSeconds:0.0} s"));
        return run;
    }

    /// <summary>The same ones each time.</summary>
    private IEnumerable<Guid> Images()
    {
        var random = new Random(1);
        var bytes = new byte[16];
        for (var image = 0; image < images; image++)
        {
            random.NextBytes(bytes);
            yield return new Guid(bytes);
        }
    }

    private string With(string sql, Run run) =>
        sql.Replace("{rows}", rows.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{staging}", $"label_ingest.staging_{run.Number}", StringComparison.Ordinal)
            .Replace("{plan}", $"label_ingest.merge_plan_{run.Number}", StringComparison.Ordinal);
}

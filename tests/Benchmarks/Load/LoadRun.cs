using System.Text.Json.Nodes;
using Benchmarks.Cloud;

namespace Benchmarks.Load;

/// <summary>A run of the pipeline that is planned and has nothing loaded yet.</summary>
internal sealed class LoadRun(BenchmarkCloud cloud, JsonNode plan, long number) : IAsyncDisposable
{
    private const string Bucket = "labels";

    private static int Runs;

    public string Staging => $"label_ingest.staging_{number}";

    public long SourceBytes => (long)plan["source"]!["size"]!;

    public IReadOnlyList<long> Shards => [.. plan["shards"]!.AsArray().Select(shard => (long)shard!)];

    /// <param name="cloud">Where; it has PlanShards.</param>
    /// <param name="file">The label file.</param>
    /// <param name="shardBytes">Size of a shard, the pipeline's default unless given.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<LoadRun> PlanAsync(BenchmarkCloud cloud, string file, long? shardBytes, CancellationToken cancellationToken)
    {
        cloud.S3.MapFile(Bucket, Path.GetFileName(file), file);
        var input = new JsonObject { ["source"] = $"s3://{Bucket}/{Path.GetFileName(file)}" };
        if (shardBytes is { } bytes)
            input["shardBytes"] = bytes;

        var runId = $"run-{Interlocked.Increment(ref Runs)}";
        var plan = await cloud.CallAsync("PlanShards", new JsonObject { ["runId"] = runId, ["input"] = input }, cancellationToken);
        var number = await cloud.Database.ScalarAsync<long>($"SELECT run_number FROM label_ingest.run WHERE run_id = '{runId}'", cancellationToken);
        return new LoadRun(cloud, plan, number);
    }

    /// <summary>What LoadShard is asked.</summary>
    public JsonObject RequestFor(long shard) =>
        new() { ["runId"] = plan["runId"]!.DeepClone(), ["settings"] = plan["settings"]!.DeepClone(), ["shard"] = shard };

    /// <summary>Rows of the staging table.</summary>
    public Task<long> CountAsync(CancellationToken cancellationToken) =>
        cloud.Database.ScalarAsync<long>($"SELECT count(*) FROM {Staging}", cancellationToken);

    /// <summary>Removes the run and its tables.</summary>
    public async ValueTask DisposeAsync()
    {
        var drop = await cloud.Database.ScalarAsync<string>(
            $"""
            SELECT string_agg(format('DROP TABLE %s;', oid::regclass), ' ')
            FROM pg_class
            WHERE relnamespace = 'label_ingest'::regnamespace AND relkind = 'r' AND relname LIKE '%\_{number}'
            """,
            CancellationToken.None);
        await cloud.Database.ExecuteAsync($"{drop} DELETE FROM label_ingest.run WHERE run_number = {number}", CancellationToken.None);
    }
}

using System.Text.Json.Nodes;
using IngestTests;

namespace StateMachineTests.Faults;

/// <summary>What is asked of a deployment after faults have struck it.</summary>
internal static class FaultyDeployment
{
    /// <summary>The label file.</summary>
    public static string Source(this TestDeployment deployment) => $"s3://{deployment.Bucket}/{FaultScene.Key}";

    /// <summary>The catalog's tags in one value. When a row was last changed depends on what else happened, so it is left out.</summary>
    public static async Task<string> TagsDigestAsync(this TestDeployment deployment) =>
        await deployment.ScalarAsync<string>(
            "SELECT md5(string_agg(identifier || coalesce(tags::text, ''), ',' ORDER BY identifier)) FROM image")
        ?? "no rows";

    /// <summary>How many rows the ledger says a run has staged.</summary>
    public static Task<long> StagedAsync(this TestDeployment deployment, string runId) =>
        deployment.ScalarAsync<long>(
            $"SELECT sum(staged)::bigint FROM label_ingest.shard_part JOIN label_ingest.run USING (run_number) WHERE run_id = '{runId}'");

    /// <summary>A run that succeeded has accounted for the whole file, staged each row once, and left nothing of its staging.</summary>
    public static async Task AssertCompleteAsync(this TestDeployment deployment, string runId, FaultScene scene, string what)
    {
        var run = Assert.Single(await deployment.RowsAsync(
            $"""
            SELECT source_size, sum(next_byte - first_byte)::bigint, sum(staged)::bigint, count(*) FILTER (WHERE done) - shards,
                   count(to_regclass('label_ingest.staging_' || run_number)) + count(to_regclass('label_ingest.merge_plan_' || run_number))
            FROM label_ingest.run JOIN label_ingest.shard_part USING (run_number)
            WHERE run_id = '{runId}'
            GROUP BY run_number
            """));
        Assert.True(
            run is [long size, long bytes, long staged, 0L, 0L] && bytes == size && staged == scene.ReferenceStaged,
            $"{what}\nThe ledger says (size, bytes, staged, shards too many, tables left): {string.Join(", ", run)}; "
            + $"{scene.ReferenceStaged} rows should be staged.");
        var statistics = Assert.Single(await deployment.RowsAsync(
            $"""
            SELECT run_statistics.statistics, (SELECT count(*) FROM label_ingest.shard_statistics AS part WHERE part.run_number = run.run_number)
            FROM label_ingest.run JOIN label_ingest.run_statistics USING (run_number)
            WHERE run_id = '{runId}'
            """));
        Assert.True(
            statistics is [byte[] sum, 0L] && sum.AsSpan().SequenceEqual(scene.ReferenceStatistics),
            $"{what}\nThe run's statistics are not those of a plain pass over the file, or parts of them are left.");
        Assert.True(
            await deployment.TagsDigestAsync() == scene.ReferenceDigest, $"{what}\nThe catalog is not that of an undisturbed run.");
    }

    /// <summary>Each image's tags.</summary>
    public static async Task<Dictionary<Guid, string?>> TagsAsync(this TestDeployment deployment) =>
        (await deployment.RowsAsync("SELECT identifier, tags::text FROM image"))
            .ToDictionary(row => (Guid)row[0]!, row => row[1] as string);

    /// <summary>Each image has the tags that it had, and those of one or two files: of two in either order.</summary>
    public static async Task AssertTagsAsync(
        this TestDeployment deployment, Dictionary<Guid, string?> before, IReadOnlyList<Dictionary<Guid, JsonArray>> files)
    {
        var after = await deployment.TagsAsync();
        Assert.Equal(before.Count, after.Count);
        foreach (var (image, tags) in after)
        {
            var old = before[image] is { } text ? JsonNode.Parse(text)!.AsArray() : null;
            var merged = JsonNode.Parse(tags ?? "null");
            Assert.True(
                JsonNode.DeepEquals(Merge(old, image, files), merged) || JsonNode.DeepEquals(Merge(old, image, files.Reverse()), merged),
                $"{image} has {tags}, and had {before[image]}");
        }
    }

    private static JsonArray? Merge(JsonArray? before, Guid image, IEnumerable<Dictionary<Guid, JsonArray>> files) =>
        files.Aggregate(before, (tags, file) => file.TryGetValue(image, out var added) ? ReferenceIngest.Merge(tags, added) : tags);
}

using System.Text;
using System.Text.Json.Nodes;
using Local.Generate;

namespace IngestTests;

public sealed class LoadShardTests(CloudFixture fixture)
{
    private const string Uuid = "b840de61-fb9d-4ec5-9572-8d778875869f";

    /// <summary>Blank lines, CRLF, a byte order mark, multi-byte text, an unreadable line, no line feed at the end.</summary>
    private static readonly string Text =
        "\uFEFF" + Line("a", "Cat") + "\r\n\n \t\n" + Line("b", "Straße €😀") + "\nbroken\n" + Line("c", "Dog") + "\r\n\r\n" + Line("d", "日本");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<int> ShardSizes
    {
        get
        {
            var line = Encoding.UTF8.GetByteCount(Line("c", "Dog")) + 1;
            return [1, 7, line - 1, line, line + 1, 100_000];
        }
    }

    [Theory]
    [MemberData(nameof(ShardSizes))]
    public async Task Any_shard_size_stages_the_same_rows(int shardBytes)
    {
        await using var deployment = await fixture.DeployAsync();
        var plan = await PlanAsync(deployment, deployment.Put("file.jsonl", Text), new JsonObject { ["shardBytes"] = shardBytes, ["rejectTolerance"] = 1 });

        await LoadAllAsync(deployment, plan);

        var rows = await deployment.RowsAsync(
            "SELECT right(identifier::text, 1), byte_offset, tags #>> '{0,name}' FROM label_ingest.staging_1 ORDER BY byte_offset");
        Assert.Equal(["a", "b", "c", "d"], rows.Select(row => row[0]));
        Assert.Equal(["cat", "straße €😀", "dog", "日本"], rows.Select(row => row[2]));
        Assert.Equal(0L, rows[0][1]);

        var parts = await deployment.RowsAsync(
            "SELECT first_byte, next_byte FROM label_ingest.shard_part WHERE next_byte > first_byte ORDER BY first_byte");
        Assert.Equal(0L, parts[0][0]);
        Assert.Equal((long)Encoding.UTF8.GetByteCount(Text), parts[^1][1]);
        Assert.All(parts.Zip(parts.Skip(1)), pair => Assert.Equal(pair.First[1], pair.Second[0]));
        Assert.Equal(1, await deployment.ScalarAsync<long>("SELECT count(*) FROM label_ingest.reject"));
    }

    [Fact]
    public async Task A_shard_that_is_loaded_again_adds_nothing()
    {
        await using var deployment = await fixture.DeployAsync();
        var plan = await PlanAsync(deployment, deployment.Put("file.jsonl", Text), new JsonObject { ["rejectTolerance"] = 1 });

        await LoadAllAsync(deployment, plan);
        await LoadAllAsync(deployment, plan);

        Assert.Equal(4, await deployment.ScalarAsync<long>("SELECT count(*) FROM label_ingest.staging_1"));
        Assert.Equal(1, await deployment.ScalarAsync<long>("SELECT count(*) FROM label_ingest.shard_part"));
    }

    [Fact]
    public async Task Unreadable_lines_are_found_again_in_the_results_bucket()
    {
        await using var deployment = await fixture.DeployAsync();
        byte[] notUtf8 = [.. Encoding.UTF8.GetBytes(Line("e", "x").Replace("x", "", StringComparison.Ordinal)[..70]), 0xC3, 0x28];
        byte[] content = [.. Encoding.UTF8.GetBytes(Line("a", "Cat") + "\n{\"cut\": \r\n"), .. notUtf8, .. Encoding.UTF8.GetBytes("\n" + Line("b", "Dog") + "\nnull")];
        var plan = await PlanAsync(deployment, deployment.Put("file.jsonl", content), new JsonObject { ["rejectTolerance"] = 1 });

        await LoadAllAsync(deployment, plan);

        var rejects = await deployment.RowsAsync(
            "SELECT byte_offset, byte_length, reason, object_key, object_offset FROM label_ingest.reject ORDER BY byte_offset");
        Assert.Equal(["invalidJson", "invalidJson", "invalidShape"], rejects.Select(reject => reject[2]));
        foreach (var reject in rejects)
        {
            var kept = (await deployment.ResultAsync((string)reject[3]!)).AsSpan((int)(long)reject[4]!, (int)(long)reject[1]!);
            Assert.Equal(content.AsSpan((int)(long)reject[0]!, kept.Length), kept);
        }

        Assert.Equal(2, await deployment.ScalarAsync<long>("SELECT count(*) FROM label_ingest.staging_1"));
    }

    [Fact]
    public async Task A_line_too_long_to_hold_is_kept_whole_and_the_next_one_is_staged()
    {
        await using var deployment = await fixture.DeployAsync();
        var tooLong = new string('x', 50 * 1024 * 1024);
        var source = deployment.Put("file.jsonl", Line("a", "Cat") + "\n" + tooLong + "\n" + Line("b", "Dog"));
        var plan = await PlanAsync(deployment, source, new JsonObject { ["rejectTolerance"] = 1, ["shardBytes"] = 1_000_000 });

        await LoadAllAsync(deployment, plan);

        var reject = Assert.Single(await deployment.RowsAsync("SELECT byte_offset, byte_length, reason, object_key FROM label_ingest.reject"));
        Assert.Equal((long)Line("a", "Cat").Length + 1, reject[0]);
        Assert.Equal((long)tooLong.Length, reject[1]);
        Assert.Equal("lineTooLong", reject[2]);
        Assert.Equal(tooLong, Encoding.ASCII.GetString(await deployment.ResultAsync((string)reject[3]!)));
        Assert.Equal(2, await deployment.ScalarAsync<long>("SELECT count(*) FROM label_ingest.staging_1"));
    }

    [Fact]
    public async Task A_long_line_of_a_source_that_was_replaced_is_not_kept_as_if_it_were_the_old_one()
    {
        await using var deployment = await fixture.DeployAsync();
        var source = deployment.Put("file.jsonl", new string('x', 17 * 1024 * 1024) + "\n" + Line("a", "Cat"));
        var plan = await PlanAsync(deployment, source, new JsonObject { ["rejectTolerance"] = 1 });
        var refused = 0;
        fixture.Cloud.S3.Intercept = context =>
        {
            // The copy finds another object; and what was begun cannot be taken back either.
            var isOurs = context.Request.Query.ContainsKey("uploadId") && context.Request.Path.Value!.Contains($"{plan["runId"]}", StringComparison.Ordinal);
            if (isOurs)
            {
                refused++;
                context.Response.StatusCode = context.Request.Method == "PUT" ? 412 : 403;
            }

            return Task.FromResult(isOurs);
        };
        try
        {
            var (_, errorType, _) = await deployment.InvokeAsync("LoadShard", Shard(plan, 0));

            Assert.Equal("SourceChanged", errorType);
            Assert.Equal(2, refused);
        }
        finally
        {
            fixture.Cloud.S3.Intercept = null;
        }
    }

    [Fact]
    public async Task Loading_stops_once_too_many_lines_are_unreadable_for_the_rest_to_make_up()
    {
        await using var deployment = await fixture.DeployAsync();
        var source = deployment.Put("file.jsonl", string.Concat(Enumerable.Repeat("broken\n", 1_000)));
        var plan = await PlanAsync(deployment, source, new JsonObject { ["shardBytes"] = 700 });

        await LoadAllAsync(deployment, plan);

        Assert.Equal(1, await deployment.ScalarAsync<long>("SELECT count(*) FROM label_ingest.shard_part"));
        var (_, errorType, errorMessage) = await deployment.InvokeAsync("CheckLoad", plan);
        Assert.Equal("TooManyRejects", errorType);
        Assert.Contains("100 of 100 lines", errorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_long_line_at_the_beginning_does_not_condemn_a_good_file()
    {
        await using var deployment = await fixture.DeployAsync();
        var good = string.Concat(Enumerable.Repeat(Line("a", "Cat") + "\n", 2_000));
        var plan = await PlanAsync(deployment, deployment.Put("file.jsonl", new string('x', 1_000_000) + "\n" + good), new JsonObject { ["shardBytes"] = 10_000 });

        await LoadAllAsync(deployment, plan);

        Assert.Equal(2_000, await deployment.ScalarAsync<long>("SELECT count(*) FROM label_ingest.staging_1"));
        await deployment.CallAsync("CheckLoad", plan);
    }

    [Fact]
    public async Task Millions_of_unreadable_lines_are_loaded_in_chunks_that_a_worker_can_hold()
    {
        await using var deployment = await fixture.DeployAsync();
        var plan = await PlanAsync(deployment, deployment.Put("file.jsonl", string.Concat(Enumerable.Repeat("x\n", 50_000))), new JsonObject { ["rejectTolerance"] = 1 });

        await LoadAllAsync(deployment, plan);

        Assert.Equal(50_000, await deployment.ScalarAsync<long>("SELECT count(*) FROM label_ingest.reject"));
        Assert.Equal(10_000, await deployment.ScalarAsync<long>("SELECT max(rejected) FROM label_ingest.shard_part"));
        Assert.Equal(100_000, await deployment.ScalarAsync<long>("SELECT sum(next_byte - first_byte)::bigint FROM label_ingest.shard_part"));
    }

    [Fact]
    public async Task A_source_that_was_replaced_after_the_plan_is_not_read()
    {
        await using var deployment = await fixture.DeployAsync();
        var plan = await PlanAsync(deployment, deployment.Put("file.jsonl", Text), []);
        deployment.Put("file.jsonl", Text + "\n");

        var (_, errorType, _) = await deployment.InvokeAsync("LoadShard", Shard(plan, 0));

        Assert.Equal("SourceChanged", errorType);
        Assert.Equal(0, await deployment.ScalarAsync<long>("SELECT count(*) FROM label_ingest.staging_1"));
    }

    [Fact]
    public async Task A_shard_of_a_run_that_was_never_planned_is_named()
    {
        await using var deployment = await fixture.DeployAsync();
        var plan = await PlanAsync(deployment, deployment.Put("file.jsonl", Text), []);
        plan["runId"] = "another";

        var (_, errorType, _) = await deployment.InvokeAsync("LoadShard", Shard(plan, 0));

        Assert.Equal("UnknownRun", errorType);
    }

    [Fact]
    public async Task The_merge_waits_for_every_shard()
    {
        await using var deployment = await fixture.DeployAsync();
        var plan = await PlanAsync(deployment, deployment.Put("file.jsonl", Text), new JsonObject { ["shardBytes"] = 100, ["rejectTolerance"] = 1 });
        await deployment.CallAsync("LoadShard", Shard(plan, 0));

        var (_, errorType, errorMessage) = await deployment.InvokeAsync("CheckLoad", plan);

        Assert.Equal("LoadIncomplete", errorType);
        Assert.Contains("1 of", errorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(1024)]
    public async Task A_worker_stays_under_200_MB_whatever_the_shard(int mebibytes)
    {
        await using var deployment = await fixture.DeployAsync();
        var path = deployment.PathOf("file.jsonl");
        await using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            await LabelFileGenerator.WriteAsync(file, new GenerateOptions { Records = mebibytes * 472L }, progress: null, Cancellation);
        var settings = new JsonObject { ["shardBytes"] = mebibytes * 1024L * 1024 };
        var plan = await PlanAsync(deployment, deployment.Map("file.jsonl", path), settings);

        await deployment.CallAsync("LoadShard", Shard(plan, 0));

        Assert.InRange(deployment.PeakResidentBytes("LoadShard"), 1, 200 * 1024 * 1024);
        File.Delete(path);
    }

    private static async Task<JsonObject> PlanAsync(TestDeployment deployment, string source, JsonObject input)
    {
        input["source"] = source;
        return (JsonObject)await deployment.CallAsync("PlanShards", new JsonObject { ["runId"] = deployment.NewRunId(), ["input"] = input });
    }

    private static async Task LoadAllAsync(TestDeployment deployment, JsonObject plan)
    {
        foreach (var shard in plan["shards"]!.AsArray())
            Assert.True((bool)(await deployment.CallAsync("LoadShard", Shard(plan, (long)shard!)))["done"]!);
    }

    private static JsonObject Shard(JsonObject plan, long shard) =>
        new() { ["runId"] = plan["runId"]!.DeepClone(), ["settings"] = plan["settings"]!.DeepClone(), ["shard"] = shard };

    private static string Line(string lastDigit, string name) =>
        $$$"""{"image_uuid": "{{{Uuid[..^1]}}}{{{lastDigit}}}", "response": {"Labels": [{"Name": "{{{name}}}", "Confidence": 99.5}]}}""";
}

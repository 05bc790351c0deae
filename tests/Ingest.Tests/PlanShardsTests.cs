using System.Text.Json.Nodes;

namespace IngestTests;

public sealed class PlanShardsTests(CloudFixture fixture)
{
    [Fact]
    public async Task A_plan_pins_the_source_resolves_all_settings_and_numbers_the_shards()
    {
        await using var deployment = await fixture.DeployAsync();
        var source = deployment.Put("file.jsonl", new string('\n', 25));

        var plan = await deployment.CallAsync("PlanShards", Request("plan", new JsonObject { ["source"] = source, ["shardBytes"] = 10 }));

        Assert.Equal("plan", (string?)plan["runId"]);
        Assert.Equal(["bucket", "key", "etag", "versionId", "size"], plan["source"]!.AsObject().Select(property => property.Key));
        Assert.Equal(25, (long)plan["source"]!["size"]!);
        Assert.Equal("[0,1,2]", plan["shards"]!.ToJsonString());
        Assert.Equal(
            """{"provider":"rekognition","table":"image","dryRun":false,"mode":"merge","nameCase":"lower","minAccuracy":0,"excludeLabels":false,"shardBytes":10,"batchRows":10000,"loadConcurrency":16,"mergeConcurrency":2,"rejectTolerance":0.001,"snapshotInstance":null}""",
            plan["settings"]!.ToJsonString());
    }

    [Fact]
    public async Task Every_setting_can_be_chosen()
    {
        await using var deployment = await fixture.DeployAsync();
        const string Chosen =
            """{"provider":"my-model_1.0","table":"audio","dryRun":true,"mode":"replace","nameCase":"asIs","minAccuracy":0.9,"excludeLabels":true,"shardBytes":1,"batchRows":5,"loadConcurrency":3,"mergeConcurrency":4,"rejectTolerance":0.25,"snapshotInstance":"catalog-db-1"}""";
        var input = JsonNode.Parse(Chosen)!.AsObject();
        input["source"] = deployment.Put("file.jsonl", "\n");

        var plan = await deployment.CallAsync("PlanShards", Request("plan", input));

        Assert.Equal(Chosen, plan["settings"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{}""", "source is missing")]
    [InlineData("""{"source": 7}""", "source is 7")]
    [InlineData("""{"source": "labels.jsonl"}""", "s3://bucket/key")]
    [InlineData("""{"source": "s3://UPPER_case/key"}""", "s3://bucket/key")]
    [InlineData("""{"source": "s3://bucket/"}""", "s3://bucket/key")]
    [InlineData("""{"sources": "s3://bucket/key"}""", "no setting 'sources'")]
    [InlineData("""{"table": "users"}""", "table is \"users\"; allowed is one of \"image\", \"audio\"")]
    [InlineData("""{"table": "image\"; DROP TABLE image; --"}""", "table is")]
    [InlineData("""{"provider": ""}""", "provider is \"\"")]
    [InlineData("""{"provider": "a b"}""", "provider is \"a b\"")]
    [InlineData("""{"dryRun": "true"}""", "dryRun is \"true\"; allowed is true or false")]
    [InlineData("""{"mode": "Merge"}""", "allowed is one of \"merge\", \"replace\"")]
    [InlineData("""{"nameCase": null}""", "nameCase is null")]
    [InlineData("""{"minAccuracy": 1.01}""", "minAccuracy is 1.01; allowed is a number from 0 to 1")]
    [InlineData("""{"minAccuracy": -0.1}""", "minAccuracy is -0.1")]
    [InlineData("""{"minAccuracy": 1e400}""", "minAccuracy is 1e400")]
    [InlineData("""{"excludeLabels": 1}""", "excludeLabels is 1")]
    [InlineData("""{"shardBytes": 0}""", "shardBytes is 0; allowed is a whole number from 1")]
    [InlineData("""{"shardBytes": 1.5}""", "shardBytes is 1.5")]
    [InlineData("""{"batchRows": 1000001}""", "batchRows is 1000001")]
    [InlineData("""{"loadConcurrency": 0}""", "loadConcurrency is 0")]
    [InlineData("""{"mergeConcurrency": 41}""", "mergeConcurrency is 41; allowed is a whole number from 1 to 40")]
    [InlineData("""{"rejectTolerance": "1"}""", "rejectTolerance is \"1\"")]
    [InlineData("""{"snapshotInstance": ""}""", "snapshotInstance is \"\"; allowed is the name of an RDS instance")]
    [InlineData("""{"snapshotInstance": "1st"}""", "snapshotInstance is \"1st\"")]
    [InlineData("""{"snapshotInstance": "a--b"}""", "snapshotInstance is \"a--b\"")]
    [InlineData("""{"snapshotInstance": "catalog-"}""", "snapshotInstance is \"catalog-\"")]
    [InlineData("""{"snapshotInstance": "a234567890123456789012345678901234567890123456789012345678901234"}""", "1 to 63 letters")]
    [InlineData("""[]""", "must be a JSON object")]
    public async Task An_input_that_cannot_be_meant_is_refused_with_key_value_and_what_is_allowed(string input, string message)
    {
        await using var deployment = await fixture.DeployAsync();

        var (_, errorType, errorMessage) = await deployment.InvokeAsync("PlanShards", Request("plan", JsonNode.Parse(input)!));

        Assert.Equal("InvalidSettings", errorType);
        Assert.Contains(message, errorMessage, StringComparison.Ordinal);
        Assert.Null(await deployment.ScalarAsync<string>("SELECT to_regclass('label_ingest.run')::text"));
    }

    [Theory]
    [InlineData("""{"source": "s3://bucket/\ud800"}""")]
    [InlineData("""{"\ud800": 1}""")]
    public async Task Half_a_surrogate_pair_in_the_input_is_refused(string input)
    {
        await using var deployment = await fixture.DeployAsync();

        var (_, errorType, errorMessage) = await deployment.InvokeAsync("PlanShards", $$"""{"runId": "plan", "input": {{input}}}""");

        Assert.Equal("InvalidSettings", errorType);
        Assert.Contains("not Unicode", errorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_shards_than_a_state_can_hold_are_refused_with_the_least_size_that_works()
    {
        await using var deployment = await fixture.DeployAsync();
        var source = deployment.Put("file.jsonl", new string('\n', 60_001));

        var (_, errorType, errorMessage) = await deployment.InvokeAsync(
            "PlanShards", Request("plan", new JsonObject { ["source"] = source, ["shardBytes"] = 1 }));

        Assert.Equal("InvalidSettings", errorType);
        Assert.Contains("allowed is 3 or more", errorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_does_not_exist_is_named()
    {
        await using var deployment = await fixture.DeployAsync();
        deployment.Put("other.jsonl", "\n");

        var (_, errorType, errorMessage) = await deployment.InvokeAsync(
            "PlanShards", Request("plan", new JsonObject { ["source"] = $"s3://{deployment.Bucket}/file.jsonl" }));

        Assert.Equal("SourceNotFound", errorType);
        Assert.Contains($"s3://{deployment.Bucket}/file.jsonl", errorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_is_allowed_but_missing_is_named_and_nothing_is_written()
    {
        await using var deployment = await fixture.DeployAsync(options => options with { CatalogTables = "image,video" });
        var source = deployment.Put("file.jsonl", "\n");

        var (_, errorType, errorMessage) = await deployment.InvokeAsync(
            "PlanShards", Request("plan", new JsonObject { ["source"] = source, ["table"] = "video" }));

        Assert.Equal("UnknownTable", errorType);
        Assert.Contains("\"video\"", errorMessage, StringComparison.Ordinal);
        Assert.Null(await deployment.ScalarAsync<string>("SELECT to_regclass('label_ingest.run')::text"));
    }

    [Fact]
    public async Task A_plan_that_is_tried_again_is_the_same_unless_the_source_has_changed()
    {
        await using var deployment = await fixture.DeployAsync();
        var input = new JsonObject { ["source"] = deployment.Put("file.jsonl", "\n\n") };
        var first = await deployment.CallAsync("PlanShards", Request("plan", input.DeepClone()));

        Assert.True(JsonNode.DeepEquals(first, await deployment.CallAsync("PlanShards", Request("plan", input.DeepClone()))));
        Assert.Equal(1, await deployment.ScalarAsync<long>("SELECT count(*) FROM label_ingest.run"));

        deployment.Put("file.jsonl", "\n\n\n");
        var (_, errorType, _) = await deployment.InvokeAsync("PlanShards", Request("plan", input.DeepClone()));
        Assert.Equal("SourceChanged", errorType);
    }

    [Theory]
    [InlineData("{}", 1)]
    [InlineData("""{"mode": "replace"}""", 0)]
    [InlineData("""{"dryRun": true}""", 0)]
    public async Task A_name_that_another_execution_had_is_refused(string settings, int startedAtMinute)
    {
        await using var deployment = await fixture.DeployAsync();
        var source = deployment.Put("file.jsonl", "\n");
        await deployment.CallAsync("PlanShards", Request("plan", new JsonObject { ["source"] = source }));
        var input = JsonNode.Parse(settings)!.AsObject();
        input["source"] = source;

        var (_, errorType, _) = await deployment.InvokeAsync("PlanShards", Request("plan", input, startedAtMinute));

        Assert.Equal("RunExists", errorType);
    }

    [Fact]
    public async Task A_name_that_the_ledger_is_to_forget_may_be_given_again()
    {
        await using var deployment = await fixture.DeployAsync();
        var input = new JsonObject { ["source"] = deployment.Put("file.jsonl", "\n") };
        await deployment.CallAsync("PlanShards", Request("plan", input.DeepClone()));
        await deployment.ScalarAsync<long>(
            """
            WITH aged AS (
              UPDATE label_ingest.run SET started_at = started_at - interval '91 days', planned_at = planned_at - interval '91 days' RETURNING 1
            )
            SELECT count(*) FROM aged
            """);

        await deployment.CallAsync("PlanShards", Request("plan", input.DeepClone(), startedAtMinute: 1));

        Assert.Equal(1, await deployment.ScalarAsync<long>("SELECT count(*) FROM label_ingest.run WHERE planned_at > now() - interval '1 hour'"));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("../../etc")]
    [InlineData("")]
    public async Task An_execution_with_a_name_that_would_not_do_as_a_key_is_refused(string runId)
    {
        await using var deployment = await fixture.DeployAsync();

        var (_, errorType, _) = await deployment.InvokeAsync("PlanShards", Request(runId, new JsonObject()));

        Assert.Equal("InvalidSettings", errorType);
    }

    private static JsonObject Request(string runId, JsonNode input, int startedAtMinute = 0) =>
        new() { ["runId"] = runId, ["startedAt"] = $"2026-01-01T00:{startedAtMinute:00}:00.123Z", ["input"] = input };
}

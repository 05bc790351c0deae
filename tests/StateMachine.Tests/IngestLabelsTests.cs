using System.Text.Json.Nodes;
using IngestTests;
using Local.Generate;

namespace StateMachineTests;

public sealed class IngestLabelsTests(CloudFixture fixture)
{
    private const string File = "labels 'n %2F ünï\".jsonl";
    private const string Tags = "SELECT identifier, tags::text FROM image ORDER BY identifier";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_label_file_comes_into_the_catalog_as_a_plain_reading_of_it_says()
    {
        await using var deployment = await fixture.DeployAsync();
        var generated = await GenerateAsync(deployment, new GenerateOptions { Records = 3_000, DuplicateShare = 0.02 });
        await deployment.AddImagesAsync(File, share: 0.9);
        var before = await deployment.RowsAsync(Tags);

        var outcome = await deployment.RunAsync(Source(deployment), new JsonObject { ["shardBytes"] = 1_000_000, ["batchRows"] = 500 });

        Assert.True(outcome.Succeeded, $"{outcome.Error}: {outcome.Message}");
        var summary = JsonNode.Parse(outcome.Output!)!;
        var expected = ReferenceIngest.TagsOf(await System.IO.File.ReadAllBytesAsync(deployment.PathOf(File), Cancellation));
        Assert.Equal(generated.Records, (long)summary["records"]!);
        Assert.Equal(generated.Labels, (long)summary["labels"]!);
        Assert.Equal(generated.Empty, (long)summary["empty"]!);
        Assert.Equal(generated.Bytes, (long)summary["bytes"]!);
        Assert.Equal(0, (long)summary["rejected"]!);
        Assert.Equal(generated.Records - generated.Empty, (long)summary["staged"]!);
        Assert.Equal(generated.Records - generated.Empty - expected.Count, (long)summary["duplicates"]!);
        Assert.Equal(before.Count, (long)summary["matched"]!);
        Assert.Equal(before.Count, (long)summary["changed"]!);
        Assert.Equal(expected.Count - before.Count, (long)summary["unmatched"]!);

        var after = await deployment.RowsAsync(Tags);
        Assert.Equal(before.Count, after.Count);
        foreach (var (old, merged) in before.Zip(after))
        {
            var tagsBefore = old[1] is string text ? JsonNode.Parse(text)!.AsArray() : null;
            var expectedTags = ReferenceIngest.Merge(tagsBefore, expected[(Guid)merged[0]!]);
            Assert.True(
                JsonNode.DeepEquals(expectedTags, JsonNode.Parse((string)merged[1]!)),
                $"{merged[0]} has {merged[1]}, expected was {expectedTags.ToJsonString()}");
        }
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing()
    {
        await using var deployment = await fixture.DeployAsync();
        await GenerateAsync(deployment, new GenerateOptions { Records = 500 });
        await deployment.AddImagesAsync(File);
        Assert.True((await deployment.RunAsync(Source(deployment))).Succeeded);
        var first = await deployment.CatalogDigestAsync();

        var second = await deployment.RunAsync(Source(deployment));

        Assert.True(second.Succeeded, $"{second.Error}: {second.Message}");
        var summary = JsonNode.Parse(second.Output!)!;
        Assert.Equal(0, (long)summary["changed"]!);
        Assert.Equal((long)summary["matched"]!, (long)summary["merged"]!);
        Assert.Equal(first, await deployment.CatalogDigestAsync());
    }

    [Fact]
    public async Task Unreadable_lines_are_left_out_and_the_rest_is_ingested()
    {
        await using var deployment = await fixture.DeployAsync();
        await GenerateAsync(deployment, new GenerateOptions { Records = 1_000, BadLines = 4 });
        await deployment.AddImagesAsync(File);

        var outcome = await deployment.RunAsync(Source(deployment), new JsonObject { ["rejectTolerance"] = 0.01, ["shardBytes"] = 500_000 });

        Assert.True(outcome.Succeeded, $"{outcome.Error}: {outcome.Message}");
        Assert.Equal(4, (long)JsonNode.Parse(outcome.Output!)!["rejected"]!);
        Assert.Equal(1_000, (long)JsonNode.Parse(outcome.Output!)!["records"]!);
        var content = await System.IO.File.ReadAllBytesAsync(deployment.PathOf(File), Cancellation);
        var rejects = await deployment.RowsAsync("SELECT byte_offset, byte_length, object_key, object_offset, reason FROM label_ingest.reject");
        Assert.Equal(["invalidConfidence", "invalidJson", "invalidUuid", "missingName"], rejects.Select(reject => (string)reject[4]!).Order(StringComparer.Ordinal));
        foreach (var reject in rejects)
        {
            var kept = (await deployment.ResultAsync((string)reject[2]!)).AsSpan((int)(long)reject[3]!, (int)(long)reject[1]!);
            Assert.Equal(content.AsSpan((int)(long)reject[0]!, kept.Length), kept);
        }
    }

    [Fact]
    public async Task A_dry_run_counts_everything_and_leaves_the_catalog_alone()
    {
        await using var deployment = await fixture.DeployAsync();
        var generated = await GenerateAsync(deployment, new GenerateOptions { Records = 500 });
        await deployment.AddImagesAsync(File);
        var before = await deployment.CatalogDigestAsync();

        var outcome = await deployment.RunAsync(Source(deployment), new JsonObject { ["dryRun"] = true });

        Assert.True(outcome.Succeeded, $"{outcome.Error}: {outcome.Message}");
        var summary = JsonNode.Parse(outcome.Output!)!;
        Assert.Equal((generated.Records, generated.Labels), ((long)summary["records"]!, (long)summary["labels"]!));
        Assert.Null(summary["matched"]);
        Assert.Equal(before, await deployment.CatalogDigestAsync());
        Assert.Equal(0, await deployment.ScalarAsync<long>("SELECT count(*) FROM pg_tables WHERE tablename ~ '_[0-9]+$'"));
    }

    [Theory]
    [InlineData("{}", "absent.jsonl", "SourceNotFound")]
    [InlineData("""{"table": "audio_of_others"}""", File, "InvalidSettings")]
    [InlineData("""{"shardBites": 5}""", File, "InvalidSettings")]
    [InlineData("""{"rejectTolerance": 0.0001}""", File, "TooManyRejects")]
    public async Task What_cannot_be_done_ends_with_a_named_error_and_nothing_in_the_catalog(string settings, string key, string error)
    {
        await using var deployment = await fixture.DeployAsync();
        await GenerateAsync(deployment, new GenerateOptions { Records = 100, BadLines = 2 });
        await deployment.AddImagesAsync(File);
        var before = await deployment.CatalogDigestAsync();

        var outcome = await deployment.RunAsync($"s3://{deployment.Bucket}/{key}", JsonNode.Parse(settings)!.AsObject());

        Assert.Equal(error, outcome.Error);
        Assert.Equal(before, await deployment.CatalogDigestAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n\r\n")]
    public async Task A_file_without_records_is_a_run_without_rows(string content)
    {
        await using var deployment = await fixture.DeployAsync();
        deployment.Put(File, content);

        var outcome = await deployment.RunAsync(Source(deployment), new JsonObject { ["shardBytes"] = 2 });

        Assert.True(outcome.Succeeded, $"{outcome.Error}: {outcome.Message}");
        var summary = JsonNode.Parse(outcome.Output!)!;
        Assert.Equal((0, 0, content.Length), ((long)summary["records"]!, (long)summary["matched"]!, (long)summary["bytes"]!));
    }

    [Fact]
    public async Task A_worker_that_runs_out_of_time_is_called_again_until_it_is_done()
    {
        // So little time that one invocation cannot do it.
        await using var deployment = await fixture.DeployAsync(options => options with { WorkerTimeout = TimeSpan.FromSeconds(3) });
        var generated = await GenerateAsync(deployment, new GenerateOptions { Records = 200_000 });
        await deployment.AddImagesAsync(File, share: 0.05);

        var outcome = await deployment.RunAsync(Source(deployment), new JsonObject { ["shardBytes"] = 1L << 30, ["batchRows"] = 100 });

        Assert.True(outcome.Succeeded, $"{outcome.Error}: {outcome.Message}");
        Assert.Equal(generated.Records - generated.Empty, (long)JsonNode.Parse(outcome.Output!)!["staged"]!);

        // A chunk that is neither full nor the last one is one that time cut short.
        Assert.NotEqual(0, await deployment.ScalarAsync<long>("SELECT count(*) FROM label_ingest.shard_part WHERE NOT done AND next_byte - first_byte < 83886080"));
    }

    private static async Task<GeneratedFile> GenerateAsync(TestDeployment deployment, GenerateOptions options)
    {
        var path = deployment.PathOf(File);
        await using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            var generated = await LabelFileGenerator.WriteAsync(file, options, progress: null, Cancellation);
            deployment.Map(File, path);
            return generated;
        }
    }

    private static string Source(TestDeployment deployment) => $"s3://{deployment.Bucket}/{File}";
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Catalog.Runs;
using IngestTests;
using Local.Generate;

namespace StateMachineTests;

public sealed class DryRunTests(CloudFixture fixture)
{
    private const string File = "labels.jsonl";

    /// <summary>Each image with the transaction that wrote its present version, in one value.</summary>
    private const string Versions = "SELECT md5(string_agg(identifier || ' ' || xmin || ' ' || coalesce(tags::text, ''), ',' ORDER BY identifier)) FROM image";

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A file so small that all of it is compared, and one of which about a third is.</summary>
    [Theory]
    [InlineData(2_000, 1)]
    [InlineData(30_000, 0.36)]
    public async Task What_a_dry_run_expects_is_what_the_run_then_does(long records, double share)
    {
        await using var deployment = await fixture.DeployAsync();
        await GenerateAsync(deployment, new GenerateOptions { Records = records, DuplicateShare = 0.03, Seed = 7 });
        await deployment.AddImagesAsync(File, share: 0.6);

        // Some images have the labels already, and stay as they are.
        await GenerateAsync(deployment, new GenerateOptions { Records = records / 4, DuplicateShare = 0.03, Seed = 7 });
        Assert.True((await deployment.RunAsync(Source(deployment))).Succeeded);
        await GenerateAsync(deployment, new GenerateOptions { Records = records, DuplicateShare = 0.03, Seed = 7 });
        var before = await deployment.ScalarAsync<string>(Versions);

        var dry = await RunAsync(deployment, new JsonObject { ["dryRun"] = true, ["shardBytes"] = 8_000_000 });

        Assert.Equal(before, await deployment.ScalarAsync<string>(Versions));
        Assert.Equal("undo_1", await deployment.ScalarAsync<string>("SELECT string_agg(tablename, ' ') FROM pg_tables WHERE tablename ~ '_[0-9]+$'"));
        var size = "SELECT pg_total_relation_size('image')";
        var sizeBefore = await deployment.ScalarAsync<long>(size);
        var real = await RunAsync(deployment, new JsonObject { ["shardBytes"] = 8_000_000 });

        var estimate = dry.Estimate!;
        Assert.Null(real.Estimate);
        Assert.Null(dry.Matched);
        Assert.Equal((real.Records, real.Labels, real.Staged), (dry.Records, dry.Labels, estimate.RowsToStage));
        Assert.InRange(estimate.Sample.Share, share - 0.02, Math.Min(share + 0.02, 1));
        Assert.InRange(real.Matched!.Value + real.Unmatched!.Value, estimate.Images.Low, estimate.Images.High);
        Assert.InRange(real.Matched!.Value, estimate.Matched.Low, estimate.Matched.High);
        Assert.InRange(real.Changed!.Value, estimate.Changed.Low, estimate.Changed.High);
        Assert.InRange(real.Changed!.Value, 1, real.Matched!.Value - 1);
        if (share == 1)
            Assert.Equal((real.Matched, real.Changed), (estimate.Matched.Value, estimate.Changed.Value));

        // Pages of the real table have some space left, and its indexes are larger than those of the copies.
        var grown = await deployment.ScalarAsync<long>(size) - sizeBefore;
        TestContext.Current.TestOutputHelper!.WriteLine($"grown {grown}\n{JsonSerializer.Serialize(estimate, Web)}");
        Assert.InRange(estimate.Bytes.Catalog, grown * 0.75, grown * 1.5);
        Assert.InRange(estimate.Bytes.Tags, 1, grown);
        Assert.True(estimate.Seconds.Total >= estimate.Seconds.Load && estimate.Seconds.Load > 0);
        Assert.InRange(estimate.Cost.Total, 0.0001m, 0.1m);
    }

    private static async Task<RunSummary> RunAsync(TestDeployment deployment, JsonObject settings)
    {
        var outcome = await deployment.RunAsync(Source(deployment), settings);
        Assert.True(outcome.Succeeded, $"{outcome.Error}: {outcome.Message}");
        return JsonSerializer.Deserialize<RunSummary>(outcome.Output!, Web)!;
    }

    private static async Task GenerateAsync(TestDeployment deployment, GenerateOptions options)
    {
        var path = deployment.PathOf(File);
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        await LabelFileGenerator.WriteAsync(file, options, progress: null, Cancellation);
        deployment.Map(File, path);
    }

    private static string Source(TestDeployment deployment) => $"s3://{deployment.Bucket}/{File}";
}

using System.Text.Json.Nodes;
using IngestTests;
using StateMachineTests.Announcement;

namespace StateMachineTests;

/// <summary>A run that asks for a snapshot of the database's RDS instance before it merges.</summary>
public sealed class SnapshotTests(CloudFixture fixture) : IDisposable
{
    private const string Record = """{"image_uuid": "b840de61-fb9d-4ec5-9572-8d778875869f", "response": {"Labels": [{"Name": "Cat", "Confidence": 99.5}]}}""";

    private readonly QueryClient rds = new(fixture.Cloud.StepFunctionsEndpoint, "rds", "2014-10-31");

    [Fact]
    public async Task The_snapshot_is_there_before_the_merge_and_bears_the_runs_name()
    {
        const string Instance = "catalog-1";
        await using var deployment = await fixture.DeployAsync();
        await rds.CallAsync(
            "CreateDBInstance", ("DBInstanceIdentifier", Instance), ("DBInstanceClass", "db.t4g.micro"), ("Engine", "postgres"),
            ("AllocatedStorage", "20"), ("MasterUsername", "somebody"), ("MasterUserPassword", "something"));
        var source = deployment.Put("labels.jsonl", Record);
        await deployment.AddImagesAsync("labels.jsonl");
        var run = $"{deployment.NewRunId()}_with.every-letter";

        var outcome = await deployment.RunAsync(run, source, new JsonObject { ["snapshotInstance"] = Instance });

        Assert.True(outcome.Succeeded, $"{outcome.Error}: {outcome.Message}");
        Assert.Equal(1, (long)JsonNode.Parse(outcome.Output!)!["changed"]!);
        var snapshots = await rds.CallAsync("DescribeDBSnapshots", ("DBInstanceIdentifier", Instance), ("SnapshotType", "manual"));
        var tag = Assert.Single(snapshots.Descendants(), element => element.Name.LocalName == "Tag");
        Assert.Equal(["label-ingest-run", run], tag.Elements().Select(element => element.Value));
    }

    [Fact]
    public async Task Without_the_instance_nothing_is_merged()
    {
        await using var deployment = await fixture.DeployAsync();
        var source = deployment.Put("labels.jsonl", Record);
        await deployment.AddImagesAsync("labels.jsonl");
        var before = await deployment.CatalogDigestAsync();

        var outcome = await deployment.RunAsync(source, new JsonObject { ["snapshotInstance"] = "absent" });

        // AWS writes Rds.DbInstanceNotFoundException.
        Assert.Contains("InstanceNotFound", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(before, await deployment.CatalogDigestAsync());
    }

    [Fact]
    public async Task A_dry_run_makes_no_snapshot()
    {
        await using var deployment = await fixture.DeployAsync();

        var outcome = await deployment.RunAsync(
            deployment.Put("labels.jsonl", Record), new JsonObject { ["snapshotInstance"] = "absent", ["dryRun"] = true });

        Assert.True(outcome.Succeeded, $"{outcome.Error}: {outcome.Message}");
    }

    public void Dispose() => rds.Dispose();
}

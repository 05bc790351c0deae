using System.Text.Json.Nodes;

namespace StateMachineTests.Faults;

/// <summary>S3 fails for longer than a worker can wait: the error has a name, and one that the state machine retries.</summary>
[Collection(nameof(FaultScene))]
public sealed class StorageDownTests(FaultScene scene)
{
    [Theory]
    [InlineData("InternalError")]
    [InlineData("Reset")]
    public async Task A_plan_that_cannot_reach_S3_says_so(string failure)
    {
        await using var deployment = await scene.DeployAsync();
        await using var injection = new FaultInjection(new FaultTarget(scene.Cloud, deployment), [Outage(failure)]);

        var request = new JsonObject { ["runId"] = deployment.NewRunId(), ["input"] = new JsonObject { ["source"] = deployment.Source() } };
        var (_, errorType, errorMessage) = await deployment.InvokeAsync("PlanShards", request);

        Assert.True(errorType == "StorageUnavailable", $"{errorType}: {errorMessage}");
    }

    [Fact]
    public async Task A_shard_whose_bytes_never_come_says_so()
    {
        await using var deployment = await scene.DeployAsync();
        var request = new JsonObject { ["runId"] = deployment.NewRunId(), ["input"] = new JsonObject { ["source"] = deployment.Source() } };
        var plan = (await deployment.CallAsync("PlanShards", request)).AsObject();
        plan["shard"] = 0;
        var outage = Outage(nameof(StorageFailure.Truncated));
        await using var injection = new FaultInjection(new FaultTarget(scene.Cloud, deployment), [outage]);

        var (_, errorType, errorMessage) = await deployment.InvokeAsync("LoadShard", plan);

        Assert.True(errorType == "StorageUnavailable", $"{errorType}: {errorMessage}");
        Assert.Equal(0, await deployment.ScalarAsync<long>("SELECT count(*) FROM label_ingest.shard_part"));
    }

    private static StorageFault Outage(string failure) =>
        new(Enum.Parse<StorageFailure>(failure), first: 1, count: int.MaxValue - 1, share: 0);
}

using Local.Deployment;
using Local.Postgres;

namespace StateMachineTests.Faults;

/// <summary>The database server crashes under a run and comes back at once: what is committed is there, what is staged is not.</summary>
[Collection(nameof(FaultScene))]
public sealed class DatabaseCrashTests(FaultScene scene)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Before_anything_is_staged_nothing_is_lost()
    {
        var (outcome, _) = await RunAsync(crash => Happening.Before("LoadShard", 1, crash));

        Assert.True(outcome.Succeeded, $"{outcome.Error}: {outcome.Message}");
    }

    [Fact]
    public async Task While_shards_are_loaded_the_run_ends_with_StagingLost()
    {
        var (outcome, _) = await RunAsync(crash => Happening.Before("LoadShard", 7, crash));

        Assert.True(outcome.Error == "StagingLost", $"{outcome.Error}: {outcome.Message}");
    }

    [Fact]
    public async Task Between_load_and_merge_the_run_ends_with_StagingLost_and_the_catalog_as_it_was()
    {
        var (outcome, isCatalogTouched) = await RunAsync(crash => Happening.Before("CheckLoad", 1, crash));

        Assert.True(outcome.Error == "StagingLost", $"{outcome.Error}: {outcome.Message}");
        Assert.False(isCatalogTouched);
    }

    [Fact]
    public async Task In_the_middle_of_the_merge_the_run_ends_with_StagingLost()
    {
        var (outcome, isCatalogTouched) = await RunAsync(crash => Happening.During("MergeTags", 0.1, crash));

        Assert.True(outcome.Error == "StagingLost", $"{outcome.Error}: {outcome.Message}");
        Assert.True(isCatalogTouched);
    }

    /// <summary>Runs with a crash, checks that a new execution makes good whatever it did, and tells how the struck one ended.</summary>
    private async Task<(ExecutionOutcome Outcome, bool IsCatalogTouched)> RunAsync(Func<Func<Task>, Happening> when)
    {
        await using var server = await PostgresServer.StartAsync(new PostgresOptions(), Cancellation);
        await using var deployment = await scene.DeployAsync(server: server);
        var before = await deployment.TagsDigestAsync();
        var crash = when(() => server.RestartImmediatelyAsync(Cancellation));
        var runId = deployment.NewRunId();
        ExecutionOutcome outcome;
        await using (new FaultInjection(new FaultTarget(scene.Cloud, deployment), [crash]))
            outcome = await deployment.RunAsync(runId, deployment.Source(), FaultScene.SmallPieces());

        Assert.True(crash.HasHappened, "The run was over before the server could crash.");
        var isCatalogTouched = await deployment.TagsDigestAsync() != before;
        if (!outcome.Succeeded)
        {
            runId = deployment.NewRunId();
            var again = await deployment.RunAsync(runId, deployment.Source(), FaultScene.SmallPieces());
            Assert.True(again.Succeeded, $"{outcome.Error}, and then {again.Error}: {again.Message}");
        }

        await deployment.AssertCompleteAsync(runId, scene, $"{crash}, {outcome.Error}");
        return (outcome, isCatalogTouched);
    }
}

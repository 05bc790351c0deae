namespace StateMachineTests.Faults;

/// <summary>Whoever says that the work is not done is called again with the same request, as often as it takes.</summary>
[Collection(nameof(FaultScene))]
public sealed class UnfinishedWorkTests(FaultScene scene)
{
    [Theory]
    [InlineData("LoadShard", """{"done": false}""")]
    [InlineData("CheckLoad", """{"partitions": [], "done": false}""")]
    [InlineData("MergeTags", """{"done": false}""")]
    public async Task It_is_taken_up_again(string function, string answer)
    {
        await using var deployment = await scene.DeployAsync();
        var runId = deployment.NewRunId();
        var unfinished = new UnfinishedAnswer(function, answer);
        await using (new FaultInjection(new FaultTarget(scene.Cloud, deployment), [unfinished]))
        {
            var outcome = await deployment.RunAsync(runId, deployment.Source(), FaultScene.SmallPieces());
            Assert.True(outcome.Succeeded, $"{outcome.Error}: {outcome.Message}");
        }

        Assert.Equal(2, unfinished.Strikes);
        await deployment.AssertCompleteAsync(runId, scene, unfinished.ToString());
    }
}

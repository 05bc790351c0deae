using Local.Deployment;

namespace StateMachineTests.Faults;

[Collection(nameof(FaultScene))]
public sealed class ReplacedSourceTests(FaultScene scene)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_is_replaced_half_way_ends_the_run_and_a_new_one_takes_the_new_file()
    {
        await using var deployment = await scene.DeployAsync();
        var before = await deployment.TagsAsync();
        var newFile = deployment.PathOf("new.jsonl");
        await File.WriteAllTextAsync(newFile, LabelText.WithLabelsOfTheNextImage(LabelText.ReadableLines(scene.LabelFile)), Cancellation);
        var replacement = Happening.Before("LoadShard", 6, () =>
        {
            deployment.Map(FaultScene.Key, newFile);
            return Task.CompletedTask;
        });
        var injection = new FaultInjection(new FaultTarget(scene.Cloud, deployment), [replacement]);
        ExecutionOutcome outcome;
        await using (injection)
            outcome = await deployment.RunAsync(deployment.Source(), FaultScene.SmallPieces());

        // A failed child fails the Map on AWS. Here it does not, and CheckLoad finds its shard missing.
        Assert.True(outcome.Error is "SourceChanged" or "LoadIncomplete", outcome.Error);
        Assert.Contains(injection.Errors, error => error.StartsWith("LoadShard: SourceChanged: ", StringComparison.Ordinal));
        Assert.Equal(before, await deployment.TagsAsync());

        var again = await deployment.RunAsync(deployment.Source(), FaultScene.SmallPieces());

        Assert.True(again.Succeeded, $"{again.Error}: {again.Message}");
        var expected = ReferenceIngest.TagsOf(await File.ReadAllBytesAsync(newFile, Cancellation));
        await deployment.AssertTagsAsync(before, [expected]);
    }
}

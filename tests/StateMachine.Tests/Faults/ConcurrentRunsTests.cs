using Local.Deployment;

namespace StateMachineTests.Faults;

/// <summary>Two runs at once on one catalog.</summary>
[Collection(nameof(FaultScene))]
public sealed class ConcurrentRunsTests(FaultScene scene)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_the_same_file_both_come_to_what_one_does()
    {
        await using var deployment = await scene.DeployAsync();
        string[] runs = [deployment.NewRunId(), deployment.NewRunId()];

        var outcomes = await Task.WhenAll(runs.Select(run => deployment.RunAsync(run, deployment.Source(), FaultScene.SmallPieces())));

        AssertSucceeded(outcomes);
        foreach (var run in runs)
            await deployment.AssertCompleteAsync(run, scene, run);
    }

    [Fact]
    public async Task Of_different_files_about_the_same_images_each_image_gets_the_one_and_then_the_other()
    {
        await using var deployment = await scene.DeployAsync();
        var before = await deployment.TagsAsync();
        var first = LabelText.ReadableLines(scene.LabelFile);
        var second = LabelText.WithLabelsOfTheNextImage(first);
        var outcomes = await Task.WhenAll(
            deployment.RunAsync(deployment.Put("first.jsonl", first), FaultScene.SmallPieces()),
            deployment.RunAsync(deployment.Put("second.jsonl", second), FaultScene.SmallPieces()));

        AssertSucceeded(outcomes);
        var firstTags = ReferenceIngest.TagsOf(await File.ReadAllBytesAsync(deployment.PathOf("first.jsonl"), Cancellation));
        var secondTags = ReferenceIngest.TagsOf(await File.ReadAllBytesAsync(deployment.PathOf("second.jsonl"), Cancellation));
        await deployment.AssertTagsAsync(before, [firstTags, secondTags]);
    }

    private static void AssertSucceeded(IEnumerable<ExecutionOutcome> outcomes) =>
        Assert.All(outcomes, outcome => Assert.True(outcome.Succeeded, $"{outcome.Error}: {outcome.Message}"));
}

using System.Text.Json.Nodes;
using IngestTests;
using Local.Deployment;
using Npgsql;
using StateMachineTests.Faults;

namespace StateMachineTests;

[Collection(nameof(FaultScene))]
public sealed class UndoIngestTests(FaultScene scene)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_ingestion_over_tags_of_its_provider_is_taken_back_to_the_byte()
    {
        await using var deployment = await scene.DeployAsync();
        var before = await deployment.TagsDigestAsync();
        var (runId, changed) = await IngestAsync(deployment);
        Assert.NotEqual(before, await deployment.TagsDigestAsync());

        var outcome = await UndoAsync(deployment, runId);
        var again = await UndoAsync(deployment, runId);

        Assert.True(outcome.Succeeded, $"{outcome.Error}: {outcome.Message}");
        var expected = new JsonObject { ["runId"] = runId, ["restored"] = changed, ["done"] = true };
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(outcome.Output!)), outcome.Output);
        Assert.Equal(outcome.Output, again.Output);
        Assert.Equal(before, await deployment.TagsDigestAsync());
    }

    [Fact]
    public async Task A_worker_that_is_killed_in_the_middle_is_followed_by_one_that_goes_on()
    {
        await using var deployment = await scene.DeployAsync();
        var before = await deployment.TagsDigestAsync();
        var (runId, changed) = await IngestAsync(deployment);

        // A row that somebody holds keeps the worker, when it has restored all others, where it is until it has been killed.
        await using var writer = await deployment.OpenConnectionAsync();
        await using var held = await writer.BeginTransactionAsync(Cancellation);
        await using (var command = new NpgsqlCommand("UPDATE image SET title = 'theirs' WHERE identifier = (SELECT identifier FROM label_ingest.undo_1 LIMIT 1)", writer))
            Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancellation));

        var target = new FaultTarget(scene.Cloud, deployment);
        var kill = Happening.During("UndoIngest", share: 0, async () =>
        {
            while (!await deployment.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM label_ingest.undo_postponed)"))
                await Task.Yield();

            foreach (var worker in target.Busy("UndoIngest"))
                worker.Kill();

            await held.RollbackAsync(Cancellation);
        });
        ExecutionOutcome outcome;
        await using (new FaultInjection(target, [kill]))
            outcome = await UndoAsync(deployment, runId);

        Assert.True(kill.HasHappened);
        Assert.True(outcome.Succeeded, $"{outcome.Error}: {outcome.Message}");
        Assert.Equal(changed, (long)JsonNode.Parse(outcome.Output!)!["restored"]!);
        Assert.Equal(before, await deployment.TagsDigestAsync());
    }

    [Theory]
    [InlineData("""{"runId": "absent"}""", "UnknownRun", "absent")]
    [InlineData("""{"runid": "absent"}""", "InvalidSettings", "There is no setting 'runid'. Allowed is: runId.")]
    [InlineData("""{"runId": 7}""", "InvalidSettings", "runId is 7; allowed is 1 to 80 letters")]
    [InlineData("{}", "InvalidSettings", "runId is missing")]
    public async Task What_cannot_be_taken_back_ends_with_a_named_error(string input, string error, string message)
    {
        await using var deployment = await scene.DeployAsync();

        var outcome = await deployment.Pipeline.UndoAsync(deployment.NewRunId(), JsonNode.Parse(input)!.AsObject(), Cancellation);

        Assert.Equal(error, outcome.Error);
        Assert.Contains(message, outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_taken_back_while_it_merges_ends_with_RunUndone()
    {
        await using var deployment = await scene.DeployAsync();
        var before = await deployment.TagsDigestAsync();
        var runId = deployment.NewRunId();
        Task<ExecutionOutcome>? undoing = null;
        ExecutionOutcome run;
        var happening = Happening.Before("MergeTags", 2, () => undoing = UndoAsync(deployment, runId));
        await using (new FaultInjection(new FaultTarget(scene.Cloud, deployment), [happening]))
            run = await deployment.RunAsync(runId, deployment.Source(), FaultScene.SmallPieces());

        Assert.NotNull(undoing);
        var undo = await undoing;
        Assert.True(undo.Succeeded, $"{undo.Error}: {undo.Message}");
        Assert.Equal("RunUndone", run.Error);
        Assert.Equal(before, await deployment.TagsDigestAsync());
    }

    private static async Task<(string RunId, long Changed)> IngestAsync(TestDeployment deployment)
    {
        var runId = deployment.NewRunId();
        var outcome = await deployment.RunAsync(runId, deployment.Source(), FaultScene.SmallPieces());
        Assert.True(outcome.Succeeded, $"{outcome.Error}: {outcome.Message}");
        return (runId, (long)JsonNode.Parse(outcome.Output!)!["changed"]!);
    }

    private static Task<ExecutionOutcome> UndoAsync(TestDeployment deployment, string runId) =>
        deployment.Pipeline.UndoAsync($"{deployment.NewRunId()}-undo", new JsonObject { ["runId"] = runId }, Cancellation);
}

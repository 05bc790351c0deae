using System.Text.Json.Nodes;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using IngestTests;

namespace StateMachineTests.Announcement;

/// <summary>The definition that says in words how an execution ended, on events as EventBridge writes them.</summary>
public sealed class AnnounceEndTests(CloudFixture fixture)
{
    private const string Record = """{"image_uuid": "b840de61-fb9d-4ec5-9572-8d778875869f", "response": {"Labels": [{"Name": "Cat", "Confidence": 99.5}]}}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_succeeded_is_told_with_its_summary()
    {
        await using var deployment = await fixture.DeployAsync();
        using var news = await Newsreader.SubscribeAsync(fixture.Cloud.StepFunctionsEndpoint, "told");
        var source = deployment.Put("labels.jsonl", Record + "\n" + Record.Replace("b840", "c840", StringComparison.Ordinal) + "\nnonsense\n");
        await deployment.AddImagesAsync("labels.jsonl");
        var run = deployment.NewRunId();
        var outcome = await deployment.RunAsync(run, source, new JsonObject { ["rejectTolerance"] = 1 });
        Assert.True(outcome.Succeeded, outcome.Message);

        await AnnounceAsync(news, new JsonObject { ["name"] = run, ["status"] = "SUCCEEDED", ["output"] = outcome.Output });

        var (subject, message) = await news.ReadAsync();
        Assert.Equal("Label ingestion: succeeded", subject);
        Assert.StartsWith($"Run {run} has succeeded after ", message, StringComparison.Ordinal);
        Assert.Contains("\n2 records with 2 labels were read from ", message, StringComparison.Ordinal);
        Assert.Contains("1 lines could not be read", message, StringComparison.Ordinal);
        Assert.Contains("The catalog has 2 of the images: the tags of 2 were written", message, StringComparison.Ordinal);
        Assert.DoesNotContain("null", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_is_told_as_one()
    {
        await using var deployment = await fixture.DeployAsync();
        using var news = await Newsreader.SubscribeAsync(fixture.Cloud.StepFunctionsEndpoint, "dry");
        var run = deployment.NewRunId();
        var outcome = await deployment.RunAsync(run, deployment.Put("labels.jsonl", Record), new JsonObject { ["dryRun"] = true });

        await AnnounceAsync(news, new JsonObject { ["name"] = run, ["status"] = "SUCCEEDED", ["output"] = outcome.Output });

        var (subject, message) = await news.ReadAsync();
        Assert.Equal("Label ingestion: dry run succeeded", subject);
        Assert.Contains("Nothing was written.\n\n1 records with 1 labels", message, StringComparison.Ordinal);
        Assert.EndsWith("1 rows would be staged.", message, StringComparison.Ordinal);
        Assert.DoesNotContain("null", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """{"status": "SUCCEEDED", "output": "{\"runId\":\"the-run\",\"restored\":12,\"done\":true}"}""",
        "Label ingestion: run taken back",
        "Run the-run has been taken back by execution ended: 12 images were given back their former tags.")]
    [InlineData(
        """{"status": "SUCCEEDED", "output": "{\"other\":{\"a\":[1]}}"}""",
        "Label ingestion: succeeded",
        "Execution ended has succeeded: {\"other\":{\"a\":[1]}}")]
    [InlineData(
        """{"status": "FAILED", "output": null, "error": "TooManyRejects", "cause": "{\"errorMessage\":\"it's {} 'bad'\"}"}""",
        "Label ingestion: FAILED",
        "Execution ended has ended as FAILED with TooManyRejects.\n\n{\"errorMessage\":\"it's {} 'bad'\"}\n\nREADME.md names the remedy of each error.\narn:ended")]
    [InlineData(
        """{"status": "ABORTED", "output": null}""",
        "Label ingestion: ABORTED",
        "Execution ended has ended as ABORTED. Its history tells why.\narn:ended")]
    [InlineData(
        """{"status": "TIMED_OUT", "error": null, "cause": null}""",
        "Label ingestion: TIMED_OUT",
        "Execution ended has ended as TIMED_OUT. Its history tells why.\narn:ended")]
    [InlineData(
        """{"status": "SUCCEEDED", "outputDetails": {"included": false}}""",
        "Label ingestion: SUCCEEDED",
        "Execution ended has ended as SUCCEEDED. Its history tells why.\narn:ended")]
    public async Task Any_other_end_is_told_too(string detail, string subject, string message)
    {
        using var news = await Newsreader.SubscribeAsync(fixture.Cloud.StepFunctionsEndpoint, $"end-{Guid.NewGuid():N}");

        await AnnounceAsync(news, JsonNode.Parse(detail)!.AsObject());

        Assert.Equal((subject, message), await news.ReadAsync());
    }

    private async Task AnnounceAsync(Newsreader news, JsonObject detail)
    {
        var definition = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "statemachine", "announce-end.asl.json"), Cancellation);
        var name = news.Topic.Split(':')[^1];
        var machine = await fixture.Cloud.StepFunctions.CreateStateMachineAsync(
            new CreateStateMachineRequest
            {
                Name = $"announce-{name}",
                Definition = definition.Replace("${Topic}", news.Topic, StringComparison.Ordinal),
                RoleArn = "arn:aws:iam::123456789012:role/announce-end",

                // As an express one it could not be asked how it ended.
                Type = StateMachineType.STANDARD,
            },
            Cancellation);
        detail["executionArn"] = "arn:ended";
        detail["name"] ??= "ended";
        var announced = await fixture.Cloud.StepFunctions.StartExecutionAsync(
            new StartExecutionRequest { StateMachineArn = machine.StateMachineArn, Input = new JsonObject { ["detail"] = detail }.ToJsonString() },
            Cancellation);
        var outcome = await fixture.Cloud.StepFunctions.WaitForEndAsync(announced.ExecutionArn);
        Assert.True(outcome.Status == ExecutionStatus.SUCCEEDED, $"{outcome.Error}: {outcome.Cause}");
    }
}

using System.Text.Json.Nodes;
using IngestTests;

namespace StateMachineTests;

/// <summary>The way of a file that lands in S3: notification, queue, StartIngest, Step Functions, and the run that comes of it.</summary>
public sealed class TriggerTests(CloudFixture fixture)
{
    private const string Key = "2026/labels + 100%.jsonl";
    private const string Image = "b840de61-fb9d-4ec5-9572-8d778875869f";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_lands_comes_into_the_catalog_once_however_often_it_is_told_of()
    {
        await using var gate = await StepFunctionsGate.OpenAsync(fixture.Cloud.StepFunctionsEndpoint, Cancellation);
        await using var deployment = await fixture.DeployAsync(
            options => options with { StepFunctionsEndpoint = gate.Url, RunDefaults = """{"provider": "mine"}""" });
        deployment.Put(Key, $$$"""{"image_uuid": "{{{Image}}}", "response": {"Labels": [{"Name": "Cat", "Confidence": 99.5}]}}""");
        await deployment.AddImagesAsync(Key);
        var message = QueueEvent.Notification(QueueEvent.Record(deployment.Bucket, Key));

        // Twice in one batch: the second finds the run on its way.
        await DeliverAsync(deployment, message, message);

        var started = gate.Starts[0];
        var outcome = await deployment.Pipeline.WaitAsync((string)started.Answer["executionArn"]!, Cancellation);
        Assert.True(outcome.Succeeded, $"{outcome.Error}: {outcome.Message}");
        Assert.Equal(started.Name, (string?)JsonNode.Parse(outcome.Output!)!["runId"]);
        Assert.Contains("\"mine\"", await deployment.ScalarAsync<string>("SELECT tags::text FROM image"), StringComparison.Ordinal);
        var catalog = await deployment.CatalogDigestAsync();

        // And once more: it finds the run at its end.
        await DeliverAsync(deployment, message);

        Assert.All(gate.Starts, start => Assert.Equal(started.Name, start.Name));
        Assert.Equal(3, gate.Starts.Count);
        Assert.Contains("ExecutionAlreadyExists", gate.Starts[2].Answer.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(1, await deployment.ScalarAsync<long>("SELECT count(*) FROM label_ingest.run"));
        Assert.Equal(catalog, await deployment.CatalogDigestAsync());
    }

    private static async Task DeliverAsync(TestDeployment deployment, params IEnumerable<string> messages) =>
        Assert.Empty((await deployment.CallAsync("StartIngest", QueueEvent.Of("message", messages)))["batchItemFailures"]!.AsArray());
}

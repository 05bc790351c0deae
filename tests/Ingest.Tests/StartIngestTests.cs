using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace IngestTests;

/// <summary>Its rules, one by one; that a run comes of it is tested with the state machine.</summary>
public sealed class StartIngestTests(CloudFixture fixture) : IAsyncLifetime
{
    private StepFunctionsGate gate = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => gate = await StepFunctionsGate.OpenAsync(fixture.Cloud.StepFunctionsEndpoint, Cancellation);

    public ValueTask DisposeAsync() => gate.DisposeAsync();

    [Fact]
    public async Task A_file_starts_an_execution_with_its_location_and_the_defaults()
    {
        await using var deployment = await DeployAsync("""{"dryRun": true, "table": "audio", "minAccuracy": 0.5}""");

        Assert.Empty(await FailuresAsync(deployment, Created(deployment, "2026/file.jsonl")));

        var start = Assert.Single(gate.Starts);
        Assert.Equal(
            $$"""{"source":"s3://{{deployment.Bucket}}/2026/file.jsonl","dryRun":true,"table":"audio","minAccuracy":0.5}""", start.Input.ToJsonString());
        Assert.Equal(200, start.Status);
    }

    [Theory]
    [InlineData("a b+c%20d&e=f/100% 'n \"ü\".jsonl", "100---n")]
    [InlineData("日本/日本", "")]
    [InlineData("line\nfeed", "line-feed")]
    [InlineData("a-name-that-is-longer-than-what-the-name-of-an-execution-has-room-for.jsonl", "a-name-that-is-longer-than-what-the-name-of-an")]
    public async Task A_key_is_decoded_and_the_execution_is_named_after_it(string key, string beginning)
    {
        await using var deployment = await DeployAsync();

        Assert.Empty(await FailuresAsync(deployment, Created(deployment, key)));

        var start = Assert.Single(gate.Starts);
        Assert.Equal($"s3://{deployment.Bucket}/{key}", start.Source);
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{deployment.Bucket}\netag d41d8cd98f00b204e9800998ecf8427e\n{key}"));
        Assert.StartsWith(beginning, start.Name, StringComparison.Ordinal);
        Assert.EndsWith(Convert.ToHexStringLower(digest)[..32], start.Name, StringComparison.Ordinal);
        Assert.Matches("^[A-Za-z0-9_-]{32,80}$", start.Name);
    }

    [Fact]
    public async Task The_same_object_has_the_same_name_and_another_content_or_place_has_another()
    {
        await using var deployment = await DeployAsync();
        var bucket = deployment.Bucket;

        Assert.Empty(await FailuresAsync(
            deployment,
            [
                QueueEvent.Record(bucket, "key", etag: "a"),
                QueueEvent.Record(bucket, "key", etag: "a", what: "ObjectCreated:Copy"),
                QueueEvent.Record(bucket, "key", etag: "a", versionId: "null"),
                QueueEvent.Record(bucket, "key", etag: "b"),
                QueueEvent.Record(bucket, "key", etag: "b", versionId: "a"),
                QueueEvent.Record(bucket, "key", etag: "c", versionId: "a"),
                QueueEvent.Record(bucket, "2026/key", etag: "a"),
                QueueEvent.Record(bucket + "2", "key", etag: "a"),
            ]));

        var names = gate.Starts.Select(start => start.Name).ToList();
        Assert.Equal([0, 0, 0, 3, 4, 4, 6, 7], names.Select(name => names.IndexOf(name)));
    }

    [Theory]
    [InlineData("ObjectRemoved:Delete", "file.jsonl")]
    [InlineData("ObjectRemoved:DeleteMarkerCreated", "file.jsonl")]
    [InlineData("LifecycleExpiration:Delete", "file.jsonl")]
    [InlineData("ObjectRestore:Completed", "file.jsonl")]
    public async Task What_is_not_a_new_file_starts_nothing(string what, string key)
    {
        await using var deployment = await DeployAsync();

        Assert.Empty(await FailuresAsync(deployment, QueueEvent.Record(deployment.Bucket, key, what, etag: null)));

        Assert.Empty(gate.Starts);
        await fixture.Log.WaitForAsync($"\"{what}\" of \"s3://{deployment.Bucket}/{key}\" starts nothing", Cancellation);
    }

    [Fact]
    public async Task A_folder_starts_nothing_and_a_file_without_content_starts_a_run()
    {
        await using var deployment = await DeployAsync();
        string[] keys = ["2026/", "2026_$folder$", "empty.jsonl"];

        Assert.Empty(await FailuresAsync(deployment, [.. keys.Select(key => QueueEvent.Record(deployment.Bucket, key, size: 0))]));

        Assert.EndsWith("/empty.jsonl", Assert.Single(gate.Starts).Source, StringComparison.Ordinal);
        await fixture.Log.WaitForAsync($"\"s3://{deployment.Bucket}/2026/\" is a folder", Cancellation);
        await fixture.Log.WaitForAsync($"\"s3://{deployment.Bucket}/2026_$folder$\" is a folder", Cancellation);
    }

    [Fact]
    public async Task The_test_that_S3_makes_of_the_queue_starts_nothing()
    {
        await using var deployment = await DeployAsync();

        Assert.Empty(await FailuresAsync(
            deployment, """{"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2026-01-01T00:00:00.000Z","Bucket":"labels","RequestId":"1","HostId":"2"}"""));

        Assert.Empty(gate.Starts);
        await fixture.Log.WaitForAsync($"\"{deployment.Bucket}-0\" is S3's test", Cancellation);
    }

    [Theory]
    [InlineData("labels.jsonl has come", "no notification of S3: 'l' is an invalid")]
    [InlineData("", "no notification of S3")]
    [InlineData("null", "no notification of S3")]
    [InlineData("[]", "no notification of S3")]
    [InlineData("{}", "has no Records")]
    [InlineData("""{"Type": "Notification", "TopicArn": "arn:aws:sns:us-east-1:123456789012:t", "Message": "{}"}""", "comes from SNS")]
    [InlineData("""{"version": "0", "detail-type": "Object Created", "detail": {}}""", "comes from EventBridge")]
    [InlineData("""{"Records": [{}]}""", "has no eventName")]
    [InlineData("""{"Records": [null]}""", "has no eventName")]
    [InlineData("""{"Records": [{"eventName": "ObjectCreated:Put", "s3": {"bucket": {"name": "labels"}}}]}""", "lacks the bucket's name or the object's key")]
    [InlineData("""{"Records": [{"eventName": "ObjectCreated:Put", "s3": {"bucket": {"name": "labels"}, "object": {"key": "a"}}}]}""", "neither version nor ETag")]
    [InlineData("""{"Records": [{"eventName": "ObjectCreated:Put", "s3": {"bucket": {"name": "labels/a"}, "object": {"key": "b", "eTag": "c"}}}]}""", "\"s3://labels/a/b\", which cannot be an object")]
    [InlineData("""{"Records": [{"eventName": "ObjectCreated:Put", "s3": {"bucket": {"name": "labels"}, "object": {"key": "", "eTag": "c"}}}]}""", "\"s3://labels/\", which cannot be")]
    [InlineData("""{"Records": [{"eventName": "ObjectCreated:Put", "s3": {"bucket": {"name": "labels"}, "object": {"key": "\ud800", "eTag": "c"}}}]}""", "no notification of S3")]
    public async Task A_message_that_cannot_be_understood_stays_in_the_queue(string body, string message)
    {
        await using var deployment = await DeployAsync();

        Assert.Equal([$"{deployment.Bucket}-0"], await FailuresAsync(deployment, body));

        Assert.Empty(gate.Starts);
        var line = await fixture.Log.WaitForAsync($"Message \"{deployment.Bucket}-0\" stays in the queue, UnreadableNotification", Cancellation);
        Assert.Contains(message, line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "ThrottlingException")]
    [InlineData(503, "ServiceUnavailable")]
    [InlineData(400, "ExecutionLimitExceeded")]
    [InlineData(400, "AccessDeniedException")]
    public async Task What_cannot_be_started_stays_in_the_queue_and_the_rest_is_started(int status, string error)
    {
        await using var deployment = await DeployAsync();
        var bucket = deployment.Bucket;
        var isRefusing = true;
        gate.Refuse = source => isRefusing && source.EndsWith("/refused", StringComparison.Ordinal) ? (status, error) : null;
        string[] batch =
        [
            QueueEvent.Notification(QueueEvent.Record(bucket, "refused"), QueueEvent.Record(bucket, "beside")),
            "unreadable",
            QueueEvent.Notification(QueueEvent.Record(bucket, "good")),
        ];

        Assert.Equal([$"{bucket}-0", $"{bucket}-1"], await FailuresAsync(deployment, batch));
        Assert.Equal(["/beside", "/good"], Accepted(bucket));

        isRefusing = false;
        Assert.Empty(await FailuresAsync(deployment, batch[0]));
        Assert.Equal(["/beside", "/good", "/refused"], Accepted(bucket));
    }

    [Theory]
    [InlineData("dryRun", "INGEST_DEFAULTS: ")]
    [InlineData("[]", "INGEST_DEFAULTS: The execution input must be a JSON object")]
    [InlineData("""{"source": "s3://bucket/key"}""", "INGEST_DEFAULTS: source has no default")]
    [InlineData("""{"dryRuns": true}""", "INGEST_DEFAULTS: There is no setting 'dryRuns'")]
    [InlineData("""{"minAccuracy": 2}""", "INGEST_DEFAULTS: minAccuracy is 2; allowed is a number from 0 to 1")]
    [InlineData("""{"table": 1}""", "INGEST_DEFAULTS: table is 1")]
    [InlineData("""{"dryRun": true, "dryRun": false}""", "INGEST_DEFAULTS: ")]
    public async Task Defaults_that_cannot_be_meant_stop_the_function_before_it_takes_a_message(string defaults, string message)
    {
        await using var deployment = await DeployAsync(defaults);

        var (_, errorType, errorMessage) = await deployment.InvokeAsync(
            "StartIngest", QueueEvent.Of(deployment.Bucket, Created(deployment, "file.jsonl")));

        Assert.Equal("InvalidSettings", errorType);
        Assert.Contains(message, errorMessage, StringComparison.Ordinal);
        Assert.Empty(gate.Starts);
    }

    [Fact]
    public async Task An_event_that_does_not_come_from_a_queue_is_named()
    {
        await using var deployment = await DeployAsync();

        var (_, errorType, errorMessage) = await deployment.InvokeAsync("StartIngest", """{"source": "s3://bucket/key"}""");

        Assert.Equal(("UnreadableNotification", "The event has no Records: it is not one of SQS."), (errorType, errorMessage));
    }

    private Task<TestDeployment> DeployAsync(string defaults = "{}") =>
        fixture.DeployAsync(options => options with { RunDefaults = defaults, StepFunctionsEndpoint = gate.Url });

    private static string Created(TestDeployment deployment, string key) => QueueEvent.Notification(QueueEvent.Record(deployment.Bucket, key));

    private static Task<IEnumerable<string?>> FailuresAsync(TestDeployment deployment, params IEnumerable<JsonObject> records) =>
        FailuresAsync(deployment, QueueEvent.Notification(records));

    /// <returns>Ids of the messages that stay in the queue.</returns>
    private static async Task<IEnumerable<string?>> FailuresAsync(TestDeployment deployment, params IEnumerable<string> bodies)
    {
        var answer = await deployment.CallAsync("StartIngest", QueueEvent.Of(deployment.Bucket, bodies));
        Assert.Equal(["batchItemFailures"], answer.AsObject().Select(property => property.Key));
        return answer["batchItemFailures"]!.AsArray().Select(failure => (string?)Assert.Single(failure!.AsObject(), property => property.Key == "itemIdentifier").Value);
    }

    /// <summary>Keys of the objects for which there is an execution.</summary>
    private IEnumerable<string> Accepted(string bucket) =>
        gate.Starts
            .Where(start => start.Status == 200)
            .Select(start => start.Source[$"s3://{bucket}".Length..])
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
}

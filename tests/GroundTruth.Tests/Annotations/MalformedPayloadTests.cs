using System.Text;
using System.Text.Json.Nodes;
using Local.Deployment;

namespace GroundTruthTests.Annotations;

/// <summary>A payload that is not as it should be: what can be read is consolidated, what cannot is named, and nothing takes others with it.</summary>
public sealed class MalformedPayloadTests(LabelingFixture labeling)
{
    private const string Good = """
        {"datasetObjectId": "good", "dataObject": {"s3Uri": "s3://shop/a.jpg"}, "annotations": [
          {"workerId": "w1", "annotationData": {"content": "{\"product-category\": \"31\"}"}}]}
        """;

    public static TheoryData<string> UnreadableAnswers =>
    [
        "null",
        "7",
        "{}",
        """{"workerId": "w2"}""",
        """{"workerId": "w2", "annotationData": null}""",
        """{"workerId": "w2", "annotationData": "{}"}""",
        """{"workerId": "w2", "annotationData": {}}""",
        """{"workerId": "w2", "annotationData": {"content": "{\"product-category\": "}}""",
        """{"workerId": "w2", "annotationData": {"content": "lamp"}}""",
        """{"workerId": "w2", "annotationData": {"content": "[1]"}}""",
        """{"workerId": "w2", "annotationData": {"content": ""}}""",
        """{"workerId": "w2", "annotationData": {"content": 7}}""",
        """{"workerId": "w2", "annotationData": {"content": "{\"product-category\": true}"}}""",
        """{"workerId": "w2", "annotationData": {"content": "{\"x\": {\"labels\": [1]}}"}}""",
        """{"workerId": "w2", "annotationData": {"content": "{\"product-category\": \"\\ud800\"}"}}""",
        """{"workerId": "w2", "annotationData": {"s3Uri": "s3://labeling/nowhere.json"}}""",
        """{"workerId": "w2", "annotationData": {"s3Uri": "https://example.org/answer.json"}}""",
        """{"workerId": "w2", "annotationData": {"s3Uri": "\ud800"}}""",
        """{"workerId": "w2", "annotationData": {"content": "{\"category\": \"31\"}"}}""",
    ];

    [Theory]
    [MemberData(nameof(UnreadableAnswers))]
    public async Task An_answer_that_cannot_be_read_counts_as_none_and_the_others_count(string annotation)
    {
        const string Other = """{"workerId": "w1", "annotationData": {"content": "{\"product-category\": \"31\"}"}}""";

        var content = ContentOf(await CallAsync($$"""[{"datasetObjectId": "0", "dataObject": {}, "annotations": [{{annotation}}, {{Other}}]}]"""), 0);

        Assert.Equal("31", (string?)content["result"]!["product-category"]);
        Assert.Equal(0.5, (double)content["confidence"]!);
        Assert.Equal(2, content["workers"]!.AsArray().Count);
        Assert.Null(content["workers"]![0]!["label"]);
    }

    [Theory]
    [InlineData("{\"content\": {\"product-category\": \"31\"}}")]
    [InlineData("{\"content\": \"{\\\"product-category\\\": \\\"31\\\"}\", \"s3Uri\": \"s3://labeling/nowhere.json\"}")]
    public async Task An_answer_that_is_JSON_at_once_or_that_is_there_twice_is_read(string data)
    {
        var answer = await CallAsync($$"""[{"datasetObjectId": "0", "annotations": [{"workerId": "w1", "annotationData": {{data}}}]}]""");

        Assert.Equal("31", (string?)ContentOf(answer, 0)["result"]!["product-category"]);
    }

    [Theory]
    [InlineData("""{"annotationData": {"content": "{\"product-category\": \"31\"}"}}""")]
    [InlineData("""{"workerId": null, "annotationData": {"content": "{\"product-category\": \"31\"}"}}""")]
    [InlineData("""{"workerId": 7, "annotationData": {"content": "{\"product-category\": \"31\"}"}}""")]
    public async Task Each_worker_of_whom_the_payload_does_not_say_who_it_is_is_somebody_else(string annotation)
    {
        await using var functions = labeling.Deploy(("CONSOLIDATION_METHOD", "wawa"));

        var content = ContentOf(await CallAsync($$"""[{"datasetObjectId": "0", "annotations": [{{annotation}}, {{annotation}}]}]""", functions), 0);

        Assert.Equal(1, (double)content["confidence"]!);
        Assert.All(content["workers"]!.AsArray(), worker => Assert.Null(worker!["worker_id"]));
    }

    [Fact]
    public async Task An_object_without_an_answer_has_no_label()
    {
        var content = ContentOf(await CallAsync("""[{"datasetObjectId": "0", "dataObject": {"content": "x"}, "annotations": []}]"""), 0);

        Assert.Equal(
            """{"workers":[],"confidence":0,"result":{"product-category":null},"labeledContent":{"content":"x"}}""", content.ToJsonString());
    }

    [Theory]
    [InlineData("""{"datasetObjectId": "bad"}""")]
    [InlineData("""{"datasetObjectId": "bad", "annotations": null}""")]
    [InlineData("""{"datasetObjectId": "bad", "annotations": {}}""")]
    [InlineData("""{"datasetObjectId": "bad", "annotations": "none"}""")]
    public async Task An_object_whose_answers_cannot_be_read_says_so_and_the_others_are_consolidated(string entry)
    {
        var answer = await CallAsync($"[{entry}, {Good}]");

        Assert.Equal(["bad", "good"], answer.AsArray().Select(entry => (string)entry!["datasetObjectId"]!));
        Assert.Contains("annotations", (string)ContentOf(answer, 0)["failure-reason"]!, StringComparison.Ordinal);
        Assert.Null(ContentOf(answer, 0)["result"]!["product-category"]);
        Assert.Equal("31", (string?)ContentOf(answer, 1)["result"]!["product-category"]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("""{"datasetObjectId": null, "annotations": []}""")]
    [InlineData("""{"datasetObjectId": {}, "annotations": []}""")]
    public async Task An_entry_that_does_not_say_which_object_it_is_is_logged_and_the_others_are_consolidated(string entry)
    {
        var payload = labeling.Put($"[{entry}, {Good}]");

        var answer = await CallAtAsync(payload, labeling.Functions);

        Assert.Equal("good", (string?)Assert.Single(answer.AsArray())!["datasetObjectId"]);
        Assert.Contains("Entry 0 of", await labeling.Log.WaitForAsync(payload, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("lamp")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[{\"datasetObjectId\": \"0\", \"annotations\": []}, {\"datasetObj")]
    public async Task A_payload_that_is_no_array_or_ends_early_is_refused_as_a_whole(string payload)
    {
        var location = labeling.Put(payload);
        var (_, errorType, errorMessage) = await labeling.InvokeAsync(labeling.Functions.NameOf("PostAnnotation"), Request(location).ToJsonString());

        Assert.Equal("PayloadUnreadable", errorType);
        Assert.Contains(location, errorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"source\": \"\\ud800\"}")]
    [InlineData("{\"\\ud800\": 1}")]
    public async Task An_object_that_could_not_be_given_back_is_labelled_all_the_same(string dataObject)
    {
        const string Answer = """{"workerId": "w1", "annotationData": {"content": "{\"product-category\": \"31\"}"}}""";

        var answer = await CallAsync($$"""[{"datasetObjectId": "0", "dataObject": {{dataObject}}, "annotations": [{{Answer}}]}, {{Good}}]""");

        Assert.Equal("31", (string?)ContentOf(answer, 0)["result"]!["product-category"]);
        Assert.Null(ContentOf(answer, 0)["labeledContent"]);
        Assert.Equal("31", (string?)ContentOf(answer, 1)["result"]!["product-category"]);
    }

    [Fact]
    public async Task An_object_of_any_depth_is_given_back_as_it_is()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100));

        var request = Request(labeling.Put($$"""[{"datasetObjectId": "0", "dataObject": {{deep}}, "annotations": []}]"""));
        var result = await labeling.Cloud.Lambda.InvokeAsync(
            labeling.Functions.NameOf("PostAnnotation"), Encoding.UTF8.GetBytes(request.ToJsonString()), TestContext.Current.CancellationToken);

        Assert.False(result.IsError);
        Assert.Contains(deep, Encoding.UTF8.GetString(result.Payload.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payload_that_is_not_there_is_named()
    {
        var (_, errorType, errorMessage) = await labeling.InvokeAsync(
            labeling.Functions.NameOf("PostAnnotation"), Request("s3://labeling/nowhere.json").ToJsonString());

        Assert.Equal("SourceNotFound", errorType);
        Assert.Contains("s3://labeling/nowhere.json", errorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("payload", "{}")]
    [InlineData("payload", "null")]
    [InlineData("payload", """{"s3Uri": 7}""")]
    [InlineData("payload", """{"s3Uri": "payload.json"}""")]
    [InlineData("labelAttributeName", "null")]
    [InlineData("labelAttributeName", "\"\"")]
    public async Task A_request_without_what_is_needed_is_refused_by_the_keys_name(string key, string value)
    {
        var request = Request("s3://labeling/nowhere.json");
        request[key] = JsonNode.Parse(value);

        var (_, errorType, errorMessage) = await labeling.InvokeAsync(labeling.Functions.NameOf("PostAnnotation"), request.ToJsonString());

        Assert.Equal("InvalidAnnotationRequest", errorType);
        Assert.Contains(key, errorMessage, StringComparison.Ordinal);
    }

    private static JsonNode ContentOf(JsonNode answer, int index) => answer[index]!["consolidatedAnnotation"]!["content"]!["category"]!;

    private static JsonObject Request(string payload) => new()
    {
        ["labelAttributeName"] = "category",
        ["payload"] = new JsonObject { ["s3Uri"] = payload },
    };

    private Task<JsonNode> CallAsync(string payload, LabelingFunctions? functions = null) =>
        CallAtAsync(labeling.Put(payload), functions ?? labeling.Functions);

    private Task<JsonNode> CallAtAsync(string location, LabelingFunctions functions) =>
        labeling.CallAsync(functions.NameOf("PostAnnotation"), Request(location));
}

using System.Text.Json.Nodes;
using Local.Deployment;

namespace GroundTruthTests.Annotations;

/// <summary>What Ground Truth is answered, asked of the executable that is deployed.</summary>
public sealed class PostAnnotationTests(LabelingFixture labeling)
{
    [Fact]
    public async Task By_default_the_most_frequent_label_is_the_result_and_its_share_the_confidence()
    {
        var answer = await CallAsync(Payload("""{"s3Uri": "s3://shop/a.jpg"}""", Plain("w1", "31"), Plain("w2", "7"), Plain("w3", "31")));

        Assert.Equal(
            """
            [{"datasetObjectId":"0","consolidatedAnnotation":{"content":{"category":{"workers":[{"worker_id":"w1","label":"31"},{"worker_id":"w2","label":"7"},{"worker_id":"w3","label":"31"}],"confidence":0.6666666666666666,"result":{"product-category":"31"},"labeledContent":{"s3Uri":"s3://shop/a.jpg"}}}}}]
            """,
            answer.ToJsonString());
    }

    [Theory]
    [InlineData("A B B A", "B", 0.5)]
    [InlineData("A B A B", "A", 0.5)]
    [InlineData("A B C", "A", 1.0 / 3)]
    [InlineData("C", "C", 1)]
    [InlineData("- A -", "A", 1.0 / 3)]
    [InlineData("- B A -", "B", 0.25)]
    public async Task Of_labels_that_are_as_frequent_the_first_to_become_so_wins(string labels, string result, double confidence)
    {
        var annotations = labels.Split(' ').Select((label, worker) => label == "-" ? Annotation($"w{worker}", "{}") : Plain($"w{worker}", label));

        var content = Content(await CallAsync(Payload("{}", [.. annotations])));

        Assert.Equal(result, (string?)content["result"]!["product-category"]);
        Assert.Equal(confidence, (double)content["confidence"]!);
    }

    [Theory]
    [InlineData("""{"product-category": "31"}""", "\"31\"")]
    [InlineData("""{"product-category": 31}""", "\"31\"")]
    [InlineData("""{"crowd-image-classifier": {"label": "31"}}""", "\"31\"")]
    [InlineData("""{"anything": {"labels": ["31"]}}""", "\"31\"")]
    [InlineData("""{"anything": {"labels": ["b", "a", "b"]}}""", """["a","b"]""")]
    [InlineData("""{"note": "dark", "product-category": {"label": "31"}}""", "\"31\"")]
    [InlineData("""{"note": "dark", "classifier": {"label": "31"}}""", "\"31\"")]
    [InlineData("""{"note": "dark"}""", "null")]
    [InlineData("""{"product-category": ""}""", "null")]
    [InlineData("""{"product-category": null}""", "null")]
    [InlineData("""{"anything": {"labels": []}}""", "null")]
    [InlineData("{}", "null")]
    public async Task A_label_is_found_in_each_form_that_AWS_has_for_it(string answer, string label)
    {
        var content = Content(await CallAsync(Payload("{}", Annotation("w1", answer))));

        Assert.Equal(label, content["workers"]![0]!["label"]?.ToJsonString() ?? "null");
        Assert.Equal(label, content["result"]!["product-category"]?.ToJsonString() ?? "null");
        Assert.Equal(label == "null" ? 0 : 1, (double)content["confidence"]!);
    }

    [Fact]
    public async Task Sets_of_labels_agree_whatever_their_order() =>
        Assert.Equal(1, (double)Content(await CallAsync(Payload(
            "{}", Annotation("w1", """{"x": {"labels": ["a", "b"]}}"""), Annotation("w2", """{"x": {"labels": ["b", "a"]}}"""))))["confidence"]!);

    [Theory]
    [InlineData("s3Uri")]
    [InlineData("s3uri")]
    public async Task An_answer_may_lie_in_S3_by_itself_and_both_spellings_of_its_place_are_known(string key)
    {
        var location = labeling.Put("""{"product-category": "31"}""");
        var payload = labeling.Put(Payload("{}", $$$"""{"workerId": "w1", "annotationData": {"{{{key}}}": "{{{location}}}"}}"""));

        var answer = await CallAtAsync($$"""{"{{key}}": "{{payload}}"}""");

        Assert.Equal("31", (string?)Content(answer)["result"]!["product-category"]);
    }

    [Fact]
    public async Task Ground_Truths_own_payload_of_ten_birds_is_consolidated()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "../../../../../shared/data/groundtruth/payload-real-10.json");
        Assert.SkipUnless(File.Exists(path), "The recorded payload is not beside this checkout (../shared/data).");
        var payload = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        var objects = JsonNode.Parse(payload)!.AsArray();

        var answer = (await CallAsync(payload)).AsArray();

        Assert.Equal(10, answer.Count);
        for (var i = 0; i < objects.Count; i++)
        {
            var labels = objects[i]!["annotations"]!.AsArray()
                .Select(annotation => (string)JsonNode.Parse((string)annotation!["annotationData"]!["content"]!)!["crowd-image-classifier"]!["label"]!)
                .ToList();
            var content = answer[i]!["consolidatedAnnotation"]!["content"]!["category"]!;
            Assert.Equal((string?)objects[i]!["datasetObjectId"], (string?)answer[i]!["datasetObjectId"]);
            Assert.Equal(labels, content["workers"]!.AsArray().Select(worker => (string)worker!["label"]!));
            Assert.Equal(labels.CountBy(label => label).Max(label => label.Value) / 5.0, (double)content["confidence"]!);
            Assert.Equal(objects[i]!["dataObject"]!.ToJsonString(), content["labeledContent"]!.ToJsonString());
        }

        Assert.Equal("Canary", (string?)Content(answer)["result"]!["product-category"]);
    }

    [Fact]
    public async Task A_method_that_knows_its_workers_says_how_reliable_they_are()
    {
        await using var functions = labeling.Deploy(("CONSOLIDATION_METHOD", "wawa"), ("LABEL_NAME", "bird"));
        string[] objects = [.. Enumerable.Range(0, 4).Select(i => Entry(
            $"{i}", "{}", Annotation("good", """{"bird": "A"}"""), Annotation("fair", """{"bird": "A"}"""), Annotation("odd", """{"bird": "B"}""")))];

        var content = Content(await CallAsync($"[{string.Join(',', objects)}]", functions));

        Assert.Equal("A", (string?)content["result"]!["bird"]);
        Assert.Equal([1, 1, 0], content["workers"]!.AsArray().Select(worker => (double)worker!["skill"]!));
    }

    [Theory]
    [InlineData("majorityVote")]
    [InlineData("wawa")]
    [InlineData("dawidSkene")]
    [InlineData("oneCoinDawidSkene")]
    [InlineData("modifiedDawidSkene")]
    public async Task Each_method_answers_and_the_agreement_of_the_workers_is_measured(string method)
    {
        await using var functions = labeling.Deploy(("CONSOLIDATION_METHOD", method));
        var payload = labeling.Put(Payload("{}", Plain("w1", "A"), Plain("w2", "A"), Plain("w3", "B")));
        var request = Request($$"""{"s3Uri": "{{payload}}"}""");
        request["labelingJobArn"] = $"arn:aws:sagemaker:us-east-1:123456789012:labeling-job/{method}";

        var content = Content(await labeling.CallAsync(functions.NameOf("PostAnnotation"), request));

        Assert.Equal("A", (string?)content["result"]!["product-category"]);
        Assert.InRange((double)content["confidence"]!, 0.5, 1);
        var metrics = await labeling.Log.WaitForAsync($"labeling-job/{method}\"", TestContext.Current.CancellationToken);
        Assert.Contains($"\"method\":\"{method}\"", metrics, StringComparison.Ordinal);
        Assert.Contains("\"Agreement\":", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_method_is_refused_with_those_that_there_are()
    {
        await using var functions = labeling.Deploy(("CONSOLIDATION_METHOD", "median"));

        var (_, errorType, errorMessage) = await labeling.InvokeAsync(functions.NameOf("PostAnnotation"), "{}");

        Assert.Equal("InvalidSettings", errorType);
        Assert.Contains("modifiedDawidSkene", errorMessage, StringComparison.Ordinal);
    }

    private static string Plain(string worker, string label) => Annotation(worker, $$"""{"product-category": "{{label}}"}""");

    private static string Annotation(string worker, string content) =>
        new JsonObject { ["workerId"] = worker, ["annotationData"] = new JsonObject { ["content"] = content } }.ToJsonString();

    private static string Entry(string id, string dataObject, params IEnumerable<string> annotations) =>
        $$"""{"datasetObjectId": "{{id}}", "dataObject": {{dataObject}}, "annotations": [{{string.Join(',', annotations)}}]}""";

    private static string Payload(string dataObject, params IEnumerable<string> annotations) => $"[{Entry("0", dataObject, annotations)}]";

    private static JsonNode Content(JsonNode answer) => answer[0]!["consolidatedAnnotation"]!["content"]!.AsObject().Single().Value!;

    private Task<JsonNode> CallAsync(string payload, LabelingFunctions? functions = null) =>
        CallAtAsync($$"""{"s3Uri": "{{labeling.Put(payload)}}"}""", functions);

    private static JsonObject Request(string payload) => new()
    {
        ["version"] = "2018-10-16",
        ["labelingJobArn"] = "arn:aws:sagemaker:us-east-1:123456789012:labeling-job/lamps",
        ["labelAttributeName"] = "category",
        ["roleArn"] = "arn:aws:iam::123456789012:role/labeling",
        ["labelCategories"] = new JsonArray("A", "B"),
        ["payload"] = JsonNode.Parse(payload),
        ["somethingNew"] = 1,
    };

    private Task<JsonNode> CallAtAsync(string payload, LabelingFunctions? functions = null) =>
        labeling.CallAsync((functions ?? labeling.Functions).NameOf("PostAnnotation"), Request(payload));
}

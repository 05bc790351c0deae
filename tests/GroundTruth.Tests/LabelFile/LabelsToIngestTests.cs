using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Labels.Lines;
using Labels.Records;
using Labels.Tags;

namespace GroundTruthTests.LabelFile;

/// <summary>The function as it is deployed: a job's output manifest in S3 becomes a label file that the ingestion takes.</summary>
public sealed class LabelsToIngestTests(LabelingFixture labeling)
{
    private const string Uuid = "b840de61-fb9d-4ec5-9572-8d778875869f";

    [Fact]
    public async Task The_sample_job_ends_as_tags_of_its_images()
    {
        var request = TestFiles.Event("labels-to-ingest");
        request["source"] = labeling.Put(TestFiles.Text("GroundTruthSample/consolidated.jsonl"), ".manifest");
        request["target"] = labeling.NewTarget(".jsonl");

        var answer = await labeling.CallAsync("LabelsToIngest", request);

        Assert.Equal("""{"failedObject":1,"noLabel":1,"belowMinConfidence":1}""", answer["leftOut"]!.ToJsonString());
        Assert.Equal(
            """[{"line":8,"reason":"belowMinConfidence"},{"line":9,"reason":"failedObject"},{"line":10,"reason":"noLabel"}]""",
            answer["firstLeftOut"]!.ToJsonString());
        Assert.Equal((10, 7, 21, 0), ((int)answer["lines"]!, (int)answer["records"]!, (int)answer["labels"]!, (int)answer["repeatedImages"]!));
        Assert.Equal($$"""{"source":"{{request["target"]}}","provider":"product-labeling"}""", answer["next"]!.ToJsonString());

        var tags = await TagsOfAsync(labeling.Text(request["target"]), (string)answer["next"]!["provider"]!);
        Assert.Equal(7, tags.Count);
        Assert.Equal(
            """[{"name":"monitors","accuracy":0.6667,"provider":"product-labeling"},{"name":"computers","accuracy":0.6667,"provider":"product-labeling"},{"name":"electronics","accuracy":0.6667,"provider":"product-labeling"}]""",
            tags[Guid.Parse("d76d4330-f144-4bea-b0c1-1fdecb91ce37")]);
        Assert.Equal(
            """[{"name":"table lamps","accuracy":1,"provider":"product-labeling"},{"name":"lighting","accuracy":1,"provider":"product-labeling"},{"name":"home","accuracy":1,"provider":"product-labeling"}]""",
            tags[Guid.Parse("5bc8fbbc-bde5-4099-8164-d8399f767c45")]);
    }

    [Fact]
    public async Task Every_confidence_and_name_comes_through_the_ingestion_as_it_was_written_but_for_blank_ends()
    {
        string[] confidences = ["1", "0", "0.6666666666666666", "1e-7", "0.07", "0.999999999999999999"];
        string[] accuracies = ["1", "0", "0.6666666666666666", "0.0000001", "0.07", "0.999999999999999999"];
        var lines = confidences.Select((confidence, number) =>
            $$$"""{"image_uuid":"{{{Image(number)}}}","label":{"confidence":{{{confidence}}},"result":{"category":" 家具 \"{{{number}}}\" \\\t😀\t"} } }""" + "\r\n");
        var request = Request("\uFEFF" + string.Concat(lines) + "\n \n");

        await labeling.CallAsync("LabelsToIngest", request);

        var tags = await TagsOfAsync(labeling.Text(request["target"]), "crowd", NameCase.AsIs);
        Assert.Equal(
            accuracies.Select((accuracy, number) =>
                $$"""[{"name":"家具 \"{{number}}\" \\\u0009😀","accuracy":{{accuracy}},"provider":"crowd"}]"""),
            accuracies.Select((_, number) => tags[Image(number)]));
    }

    [Fact]
    public async Task An_image_that_comes_twice_is_counted_and_the_ingestion_takes_the_later()
    {
        var request = Request(Line("a") + Line("b"));

        var answer = await labeling.CallAsync("LabelsToIngest", request);

        Assert.Equal((2, 1), ((int)answer["records"]!, (int)answer["repeatedImages"]!));
        Assert.Contains("\"b\"", labeling.Text(request["target"]).Split('\n')[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taxonomy_in_S3_turns_ids_into_names()
    {
        var request = Request(Line("31"));
        request["taxonomy"] = labeling.Put(
            """[{"id":"0","name":"Main","subcategories":["31"]},{"id":"31","name":"Lamps","subcategories":[],"parent":"0"}]""");

        await labeling.CallAsync("LabelsToIngest", request);

        Assert.Contains("\"Name\":\"Lamps\"", labeling.Text(request["target"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "it has no lines")]
    [InlineData("nonsense\n{}\n", "of 2 lines 1 UnreadableLine, 1 NoLabel; the first is line 1")]
    public async Task A_job_without_a_label_that_can_be_used_leaves_nothing_behind(string manifest, string message)
    {
        var request = Request(manifest);

        var failed = await labeling.InvokeAsync("LabelsToIngest", request.ToJsonString());

        Assert.Equal("NothingToIngest", failed.ErrorType);
        Assert.Contains(message, failed.ErrorMessage, StringComparison.Ordinal);
        Assert.False(labeling.Has((string)request["target"]!));
    }

    [Theory]
    [InlineData("provider", "null", "provider is missing")]
    [InlineData("provider", "\"a b\"", "1 to 80 letters")]
    [InlineData("labelAttribute", "null", "labelAttribute is missing")]
    [InlineData("labelAttribute", "\"label-metadata\"", "not ending with -metadata")]
    [InlineData("labelAttribute", "\"a b\"", "LabelAttributeName")]
    [InlineData("minConfidence", "66", "a number from 0 to 1")]
    [InlineData("imageKey", "\"\"", "imageKey is \"\"")]
    [InlineData("ancestors", "true", "taxonomy is missing")]
    [InlineData("taxonomy", "\"default\"", "taxonomy is \"default\"")]
    [InlineData("taxonomy", "\"s3://labeling/labels.jsonl\"", "two different objects")]
    public async Task What_cannot_be_meant_is_refused_by_name(string key, string value, string message)
    {
        var request = new JsonObject
        {
            ["source"] = "s3://labeling/output.manifest",
            ["target"] = "s3://labeling/labels.jsonl",
            ["labelAttribute"] = "label",
            ["provider"] = "crowd",
            [key] = JsonNode.Parse(value),
        };

        var failed = await labeling.InvokeAsync("LabelsToIngest", request.ToJsonString());

        Assert.Equal("InvalidSettings", failed.ErrorType);
        Assert.Contains(message, failed.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taxonomy_that_is_no_tree_is_named()
    {
        var request = Request(Line("31"));
        request["taxonomy"] = labeling.Put("[]");

        Assert.Equal("InvalidTaxonomy", (await labeling.InvokeAsync("LabelsToIngest", request.ToJsonString())).ErrorType);
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_file()
    {
        // 200 MB of lines, and 64 MiB to hold what is held of them.
        const int objects = 20_000;
        var description = new string('x', 10_000);
        var request = RequestFor(labeling.NewFile(".manifest", file =>
        {
            using var text = new StreamWriter(file, new UTF8Encoding(false), 1 << 20);
            for (var number = 0; number < objects; number++)
                text.Write($$$"""{"image_uuid":"{{{Image(number)}}}","description":"{{{description}}}","label":{"confidence":1,"result":{"a":"b"} } }""" + "\n");
        }));

        var answer = await labeling.CallAsync(labeling.Deploy(("DOTNET_GCHeapHardLimit", "0x4000000")).NameOf("LabelsToIngest"), request);

        Assert.Equal((objects, 0), ((int)answer["records"]!, (int)answer["repeatedImages"]!));
    }

    private JsonObject Request(string manifest) => RequestFor(labeling.Put(manifest, ".manifest"));

    private JsonObject RequestFor(string manifest) => new()
    {
        ["source"] = manifest,
        ["target"] = labeling.NewTarget(".jsonl"),
        ["labelAttribute"] = "label",
        ["provider"] = "crowd",
    };

    private static Guid Image(int number) => new(number, 0, 0, new byte[8]);

    private static string Line(string label) =>
        $$$"""{"image_uuid":"{{{Uuid}}}","label":{"confidence":1,"result":{"category":"{{{label}}}"} } }""" + "\n";

    /// <summary>What the ingestion makes of a label file: every line of it a record, and each image's tags as the catalog gets them.</summary>
    private static async Task<Dictionary<Guid, string>> TagsOfAsync(string labels, string provider, NameCase nameCase = NameCase.Lower)
    {
        var file = Encoding.UTF8.GetBytes(labels);
        using var reader = new LineReader(new MemoryStream(file), new ByteRange(0, file.Length));
        await reader.SeekFirstLineAsync(TestContext.Current.CancellationToken);
        var tagger = new LineTagger(new TagOptions(provider, nameCase));
        var tags = new Dictionary<Guid, string>();
        do
        {
            while (reader.TryTake(out var line))
            {
                var text = new ArrayBufferWriter<byte>();
                var tagged = tagger.Tag(line, text);
                Assert.Equal(RejectReason.None, tagged.Reason);
                Assert.False(tagged.IsBlank);
                tags[tagged.ImageId] = Encoding.UTF8.GetString(text.WrittenSpan);
            }
        }
        while (await reader.ReadAsync(TestContext.Current.CancellationToken));

        return tags;
    }
}

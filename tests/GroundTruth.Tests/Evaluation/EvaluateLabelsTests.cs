using System.Text.Json.Nodes;
using Local.Deployment;

namespace GroundTruthTests.Evaluation;

/// <summary>An evaluation asked of the executable that is deployed.</summary>
public sealed class EvaluateLabelsTests(LabelingFixture labeling)
{
    private const string Function = "EvaluateLabels";

    private static readonly string Sample = Path.Combine(AppContext.BaseDirectory, "GroundTruthSample");

    [Fact]
    public async Task The_published_case_is_answered_in_short_and_written_as_json_and_as_a_page()
    {
        var manifest = labeling.Put(await File.ReadAllTextAsync(Path.Combine(Sample, "output-manifest.jsonl"), TestContext.Current.CancellationToken));

        var answer = await labeling.CallAsync(Function, new JsonObject
        {
            ["source"] = manifest,
            ["gold"] = labeling.Put(await File.ReadAllTextAsync(Path.Combine(Sample, "gold.csv"), TestContext.Current.CancellationToken), ".csv"),
            ["second"] = manifest,
            ["taxonomy"] = labeling.Put("""[{"id":"0","name":"Main","subcategories":["26"]},{"id":"26","name":"Lighting","subcategories":["28"],"parent":"0"},{"id":"28","name":"Table lamps","subcategories":[],"parent":"26"}]"""),
            ["labelAttribute"] = "category",
            ["pricePerTask"] = 0.048,
            ["targetSize"] = 100_000,
            ["target"] = $"s3://{LabelingFunctions.Bucket}/published/",
        });

        Assert.Equal(
            """
            {"items":100,"unreadable":0,"consensus":{"rule":"more than half of the workers asked gave the label","items":47,"share":0.47},"accuracy":{"items":100,"right":58,"share":0.58},"consensusAccuracy":{"items":47,"right":41,"share":0.8723},"agreement":{"common":99,"same":99,"kappa":1,"onlyFirst":0,"onlySecond":0,"unlabelled":1,"share":1},"cost":{"pricePerTask":0.048,"tasks":300,"usableLabels":47,"projection":{"targetSize":100000,"items":212766,"cost":30638.2979},"total":14.400,"perUsableLabel":0.3064,"note":null},"report":"s3://labeling/published/report.json","page":"s3://labeling/published/report.html"}
            """,
            answer.ToJsonString());
        var report = JsonNode.Parse(Read("published/report.json"))!;
        var lamps = report["categories"]!.AsArray().Single(category => (string?)category!["label"] == "28")!;
        Assert.Equal(("Lighting > Table lamps", 6, 0.3333m), ((string?)lamps["name"], (int)lamps["items"]!, (decimal)lamps["precision"]!));
        Assert.Contains("<title>How good are the labels?</title>", Read("published/report.html"), StringComparison.Ordinal);
        Assert.Contains("Lighting &gt; Table lamps (28)", Read("published/report.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sets_and_missing_labels_stay_lists_and_nulls_in_the_report()
    {
        await labeling.CallAsync(Function, Request(
            """
            {"source-ref":"1","category":{"workers":[{"label":["b","a"]}],"result":{"c":["b","a"]}}}
            {"source-ref":"2","category":{"workers":[{"label":null}],"result":{"c":null}}}
            nonsense
            """,
            "source-ref,label\n1,c\n2,c",
            "sets-"));

        var report = JsonNode.Parse(Read("sets-report.json"))!;
        Assert.Equal("""["a","b"]""", report["confusions"]![1]!["answered"]!.ToJsonString());
        Assert.Null(report["confusions"]![0]!["answered"]);
        Assert.Equal("""[{"line":3,"reason":"The line is not JSON from byte 2 on."}]""", report["source"]!["firstUnreadable"]!.ToJsonString());
    }

    [Theory]
    [InlineData("", "The gold standard is empty.")]
    [InlineData("a,b", "The gold standard cannot be read. There is no column \"source-ref\". The header, row 1, names: \"a\", \"b\"; the delimiter is \",\".")]
    public async Task A_gold_standard_that_cannot_be_meant_is_refused(string gold, string message)
    {
        var (_, errorType, errorMessage) = await labeling.InvokeAsync(Function, Request("", gold, "refused-").ToJsonString());

        Assert.Equal(("InvalidSettings", message), (errorType, errorMessage));
        Assert.Empty(labeling.Cloud.S3.Keys(LabelingFunctions.Bucket, "refused-"));
    }

    [Fact]
    public async Task A_taxonomy_that_is_no_tree_is_named()
    {
        var request = Request("", "source-ref,label", "no-tree-");
        request["taxonomy"] = labeling.Put("[]");

        Assert.Equal("InvalidTaxonomy", (await labeling.InvokeAsync(Function, request.ToJsonString())).ErrorType);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        var request = Request("", "source-ref,label", "nowhere-");
        request["source"] = $"s3://{LabelingFunctions.Bucket}/nowhere.jsonl";

        var (_, errorType, errorMessage) = await labeling.InvokeAsync(Function, request.ToJsonString());

        Assert.Equal(("SourceNotFound", "s3://labeling/nowhere.jsonl does not exist or may not be read."), (errorType, errorMessage));
    }

    private JsonObject Request(string manifest, string gold, string stem) => new()
    {
        ["source"] = labeling.Put(manifest, ".jsonl"),
        ["gold"] = labeling.Put(gold, ".csv"),
        ["labelAttribute"] = "category",
        ["target"] = $"s3://{LabelingFunctions.Bucket}/{stem}",
    };

    private string Read(string key)
    {
        using var reader = new StreamReader(labeling.Cloud.S3.OpenRead(LabelingFunctions.Bucket, key));
        return reader.ReadToEnd();
    }
}

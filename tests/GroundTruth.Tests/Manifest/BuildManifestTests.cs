using System.Text;
using System.Text.Json.Nodes;

namespace GroundTruthTests.Manifest;

/// <summary>The function as it is deployed: a file of products in S3 becomes a manifest in S3.</summary>
public sealed class BuildManifestTests(LabelingFixture labeling)
{
    [Fact]
    public async Task The_sample_products_become_a_manifest()
    {
        var request = TestFiles.Event("build-manifest");
        request["source"] = labeling.Put(TestFiles.Text("GroundTruthSample/products.csv"), ".csv");
        request["target"] = labeling.NewTarget(".manifest");

        var answer = await labeling.CallAsync("BuildManifest", request);

        Assert.Equal(
            $$"""{"target":"{{request["target"]}}","objects":10,"rejected":{},"rejectedProducts":"{{request["target"]}}.rejected.jsonl","firstRejected":[]}""",
            answer.ToJsonString());
        var lines = labeling.Text(request["target"]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(10, lines.Count);
        Assert.Equal("Flat panel with height-adjustable stand.\nIncludes a power cable.", (string?)lines[1]["description"]);
        Assert.All(lines, line => Assert.Equal((string?)line["source-ref"], $"s3://labeling/images/{line["image_uuid"]}.jpg"));
    }

    [Fact]
    public async Task What_is_left_out_is_listed_beside_the_manifest()
    {
        const string good = """{"photo":"s3://labeling/a.jpg","name":"Lamp"}""";
        var request = new JsonObject
        {
            ["source"] = labeling.Put($"{good}\nnonsense\n{good}\n", ".jsonl"),
            ["target"] = labeling.NewTarget(".manifest"),
            ["image"] = "photo",
            ["fields"] = new JsonObject { ["title"] = "name" },
        };

        var answer = await labeling.CallAsync("BuildManifest", request);

        Assert.Equal("{\"source-ref\":\"s3://labeling/a.jpg\",\"title\":\"Lamp\"}\n", labeling.Text(request["target"]));
        Assert.Equal("""{"unreadable":1,"duplicateImage":1}""", answer["rejected"]!.ToJsonString());
        Assert.Equal($"{request["target"]}.rejected.jsonl", (string?)answer["rejectedProducts"]);
        var listed = labeling.Text(answer["rejectedProducts"]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(answer["firstRejected"]!.AsArray().Select(product => product!.ToJsonString()), listed.Select(line => JsonNode.Parse(line)!.ToJsonString()));
        Assert.Equal("""{"row":3,"reason":"duplicateImage","detail":"an earlier product has the same image"}""", listed[1]);
    }

    [Fact]
    public async Task The_list_of_an_earlier_run_does_not_stay_beside_another_manifest()
    {
        var request = new JsonObject
        {
            ["source"] = labeling.Put("source-ref,title,description\ns3://labeling/a,t,d\n,t,d\n", ".csv"),
            ["target"] = labeling.NewTarget(".manifest"),
        };
        var before = await labeling.CallAsync("BuildManifest", (JsonObject)request.DeepClone());
        request["source"] = labeling.Put("source-ref,title,description\ns3://labeling/a,t,d\n", ".csv");

        var answer = await labeling.CallAsync("BuildManifest", request);

        Assert.Equal((string?)before["rejectedProducts"], (string?)answer["rejectedProducts"]);
        Assert.Equal("", labeling.Text(answer["rejectedProducts"]));
    }

    [Theory]
    [InlineData("source-ref,title,description\nhttps://example.org/a.jpg,t,d\n", "InvalidManifest", "None of the 1 products")]
    [InlineData("source-ref,title,description\n", "InvalidManifest", "There is no product")]
    [InlineData("source-ref,title\n", "UnreadableSpreadsheet", "There is no column \"description\"")]
    public async Task A_file_of_which_nothing_can_be_used_leaves_nothing_behind(string products, string error, string message)
    {
        var request = new JsonObject { ["source"] = labeling.Put(products, ".csv"), ["target"] = labeling.NewTarget(".manifest") };

        var failed = await labeling.InvokeAsync("BuildManifest", request.ToJsonString());

        Assert.Equal(error, failed.ErrorType);
        Assert.Contains(message, failed.ErrorMessage, StringComparison.Ordinal);
        Assert.False(labeling.Has((string)request["target"]!));
        Assert.False(labeling.Has($"{request["target"]}.rejected.jsonl"));
    }

    [Theory]
    [InlineData("\"source\":\"s3://labeling/a\"", "format is missing")]
    [InlineData("\"source\":\"s3://labeling/a.csv\",\"format\":\"xml\"", "format is \"xml\"")]
    [InlineData("\"source\":\"s3://labeling/a.jsonl\",\"delimiter\":\",\"", "delimiter is given, which is for CSV")]
    [InlineData("\"source\":\"s3://labeling/a.csv\",\"fields\":[]", "an object whose values are texts")]
    [InlineData("\"source\":\"s3://labeling/a.csv\",\"fields\":{\"title\":1}", "an object whose values are texts")]
    [InlineData("\"source\":\"s3://labeling/a.csv\",\"fields\":{\"title\":\"\\ud800\"}", "Unicode")]
    [InlineData("\"source\":\"s3://labeling/a.csv\",\"fields\":{\"title\":\" \"}", "a column's name")]
    [InlineData("\"source\":\"s3://labeling/a.csv\",\"fields\":{\"x-metadata\":\"x\"}", "not ending with -metadata")]
    [InlineData("\"source\":\"s3://labeling/a.csv\",\"optionalFields\":{\"title\":\"x\"}", "each once")]
    [InlineData("\"source\":\"s3://labeling/a.csv\",\"image\":\"\"", "image is \"\"")]
    [InlineData("\"source\":\"s3://labeling/a.csv\",\"maxObjects\":0", "maxObjects is 0")]
    [InlineData("\"source\":\"s3://labeling/t.manifest.rejected.jsonl\"", "the list of what is left out")]
    public async Task What_cannot_be_meant_is_refused_by_name(string keys, string message)
    {
        var failed = await labeling.InvokeAsync("BuildManifest", $$"""{"target":"s3://labeling/t.manifest",{{keys}}}""");

        Assert.Equal("InvalidSettings", failed.ErrorType);
        Assert.Contains(message, failed.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_may_take_the_place_of_the_optional_one_that_is_there_by_default()
    {
        var request = new JsonObject
        {
            ["source"] = labeling.Put("source-ref,id\ns3://labeling/a,7\n", ".csv"),
            ["target"] = labeling.NewTarget(".manifest"),
            ["fields"] = new JsonObject { ["image_uuid"] = "id" },
        };

        await labeling.CallAsync("BuildManifest", request);

        Assert.Equal("{\"source-ref\":\"s3://labeling/a\",\"image_uuid\":\"7\"}\n", labeling.Text(request["target"]));
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_file()
    {
        // 300 MB of products, and 64 MiB to hold what is held of them.
        const int products = 30_000;
        var description = new string('x', 10_000);
        var source = labeling.NewFile(".csv", file =>
        {
            using var text = new StreamWriter(file, new UTF8Encoding(false), 1 << 20);
            text.Write("source-ref,title,description\n");
            for (var product = 0; product < products; product++)
                text.Write($"s3://labeling/{product}.jpg,Product {product},\"{description}\"\n");
        });
        var request = new JsonObject { ["source"] = source, ["target"] = labeling.NewTarget(".manifest") };

        var answer = await labeling.CallAsync(labeling.Deploy(("DOTNET_GCHeapHardLimit", "0x4000000")).NameOf("BuildManifest"), request);

        Assert.Equal(products, (int)answer["objects"]!);
    }
}

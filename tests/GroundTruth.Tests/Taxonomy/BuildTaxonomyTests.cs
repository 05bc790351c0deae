using System.Text.Json.Nodes;

namespace GroundTruthTests.Taxonomy;

/// <summary>The function as it is deployed: a sheet in S3 becomes a taxonomy in S3, or nothing.</summary>
public sealed class BuildTaxonomyTests(LabelingFixture labeling)
{
    [Fact]
    public async Task The_packaged_sheet_becomes_the_packaged_taxonomy()
    {
        var request = TestFiles.Event("build-taxonomy");
        request["source"] = labeling.Put(TestFiles.Text("taxonomy/product-categories.csv"), ".csv");
        request["target"] = labeling.NewTarget();

        var answer = await labeling.CallAsync("BuildTaxonomy", request);

        Assert.Equal(TestFiles.Text("taxonomy/product-categories.json"), labeling.Text(request["target"]));
        request.Remove("source");
        Assert.Equal(
            $$"""{"target":"{{request["target"]}}","categories":65,"leaves":44,"depth":3}""",
            answer.ToJsonString());
    }

    [Fact]
    public async Task A_sheet_with_problems_leaves_nothing_behind()
    {
        var target = labeling.NewTarget();
        var request = new JsonObject { ["source"] = labeling.Put("Id;Name;Parent\n1;a;9\n", ".csv"), ["target"] = target, ["delimiter"] = ";" };

        var (_, error, message) = await labeling.InvokeAsync("BuildTaxonomy", request.ToJsonString());

        Assert.Equal("InvalidTaxonomy", error);
        Assert.Contains("Row 2: parent \"9\" is no id of any row", message, StringComparison.Ordinal);
        Assert.False(labeling.Has(target));
    }

    [Theory]
    [InlineData("""{"target":"s3://labeling/t.json"}""", "InvalidSettings", "source is missing: it names the category sheet")]
    [InlineData("""{"source":"s3://labeling/s.csv"}""", "InvalidSettings", "target is missing")]
    [InlineData("""{"source":"s3://labeling/s.csv","target":"s3://labeling/s.csv"}""", "InvalidSettings", "two different objects")]
    [InlineData("""{"source":"s.csv","target":"s3://labeling/t.json"}""", "InvalidSettings", "s3://bucket/key")]
    [InlineData("""{"source":"s3://labeling/s\ud800.csv","target":"s3://labeling/t.json"}""", "InvalidSettings", "not Unicode")]
    [InlineData("""{"source":"s3://labeling/s.csv","target":"s3://labeling/t.json","delimiter":"|"}""", "InvalidSettings", "delimiter is \"|\"")]
    [InlineData("""{"source":"s3://labeling/s.csv","target":"s3://labeling/t.json","sheet":1}""", "InvalidSettings", "no setting 'sheet'")]
    [InlineData("""[]""", "InvalidSettings", "JSON object")]
    [InlineData("""{"source":"s3://labeling/missing.csv","target":"s3://labeling/t.json"}""", "SourceNotFound", "missing.csv")]
    public async Task What_cannot_be_meant_is_refused_by_name(string request, string error, string message)
    {
        var failed = await labeling.InvokeAsync("BuildTaxonomy", request);

        Assert.Equal(error, failed.ErrorType);
        Assert.Contains(message, failed.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_is_named()
    {
        var request = new JsonObject { ["source"] = labeling.Put("id,name,parent\n1,a,\n", ".csv"), ["target"] = "s3://nowhere/t.json" };

        var failed = await labeling.InvokeAsync("BuildTaxonomy", request.ToJsonString());

        Assert.Equal("InvalidSettings", failed.ErrorType);
        Assert.Contains("s3://nowhere/t.json cannot be written", failed.ErrorMessage, StringComparison.Ordinal);
    }
}

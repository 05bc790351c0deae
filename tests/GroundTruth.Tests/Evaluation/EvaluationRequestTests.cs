using System.Text.Json;
using GroundTruth.Evaluation;
using Hosting.Settings;

namespace GroundTruthTests.Evaluation;

public sealed class EvaluationRequestTests
{
    private const string Least = "\"source\":\"s3://bucket/output.manifest\",\"gold\":\"s3://bucket/gold.csv\",\"labelAttribute\":\"category\"";
    private const string Target = ",\"target\":\"s3://bucket/report/\"";

    [Fact]
    public void What_is_not_said_has_a_default()
    {
        var request = Read($"{{{Least}{Target}}}");

        Assert.Equal("source-ref", request.Key);
        Assert.Equal("category", request.SecondLabelAttribute);
        Assert.Null(request.Second);
        Assert.Null(request.Taxonomy);
        Assert.Null(request.Settings.PricePerTask);
        Assert.Equal("more than half of the workers asked gave the label", request.Settings.Consensus.ToString());
        Assert.Equal("s3://bucket/report/report.json", request.Report.ToString());
        Assert.Equal("s3://bucket/report/report.html", request.Page.ToString());
    }

    [Fact]
    public void Everything_can_be_said()
    {
        var request = Read(
            $"{{{Least},\"target\":\"s3://bucket/job-1-\",\"second\":\"s3://bucket/other\",\"secondLabelAttribute\":\"again\",\"key\":\"id\","
            + "\"consensus\":0.75,\"pricePerTask\":0.048,\"targetSize\":100000,\"taxonomy\":\"s3://bucket/taxonomy.json\"}");

        Assert.Equal("s3://bucket/job-1-report.html", request.Page.ToString());
        Assert.Equal(("s3://bucket/other", "again"), (request.Second!.ToString(), request.SecondLabelAttribute));
        Assert.Equal("s3://bucket/taxonomy.json", request.Taxonomy!.ToString());
        Assert.Equal("id", request.Key);
        Assert.Equal("a share of 0.75 or more of the workers asked gave the label", request.Settings.Consensus.ToString());
        Assert.Equal((0.048m, 100_000), (request.Settings.PricePerTask, request.Settings.TargetSize));
    }

    [Theory]
    [InlineData("[]", "The input must be a JSON object. ")]
    [InlineData("{" + Least + "}", "target is missing: ")]
    [InlineData("{\"labelAttribute\":\"a\"" + Target + "}", "source is missing: ")]
    [InlineData("{" + Least + Target + ",\"price\":1}", "There is no setting 'price'. ")]
    [InlineData("{" + Least + ",\"target\":\"report\"}", "target is \"report\"; allowed is \"s3://bucket/key\".")]
    [InlineData("{" + Least + Target + ",\"consensus\":0}", "consensus is 0; allowed is a number from 0.0001 to 1.")]
    [InlineData("{" + Least + Target + ",\"consensus\":1.01}", "consensus is 1.01; allowed is a number from 0.0001 to 1.")]
    [InlineData("{" + Least + Target + ",\"pricePerTask\":\"1\"}", "pricePerTask is \"1\"; allowed is a number from 0 to 1000.")]
    [InlineData("{" + Least + Target + ",\"pricePerTask\":-1}", "pricePerTask is -1; allowed is a number from 0 to 1000.")]
    [InlineData("{" + Least + Target + ",\"pricePerTask\":1,\"targetSize\":0}", "targetSize is 0; allowed is a whole number from 1 to 1000000000.")]
    [InlineData("{" + Least + Target + ",\"targetSize\":10}", "targetSize is given without pricePerTask: ")]
    [InlineData("{" + Least + Target + ",\"secondLabelAttribute\":\"a\"}", "secondLabelAttribute is given without second: ")]
    [InlineData("{" + Least + Target + ",\"key\":\"\"}", "key is \"\"; allowed is a key of the manifest's lines.")]
    public void What_cannot_be_meant_is_refused_with_what_is_allowed(string request, string message) =>
        Assert.StartsWith(message, Assert.Throws<InvalidSettings>(() => Read(request)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_target_leaves_room_for_the_names_of_the_reports() =>
        Assert.Throws<InvalidSettings>(() => Read($"{{{Least},\"target\":\"s3://bucket/{new string('a', 1_020)}\"}}"));

    private static EvaluationRequest Read(string request)
    {
        using var json = JsonDocument.Parse(request);
        return EvaluationRequest.Read(json.RootElement);
    }
}

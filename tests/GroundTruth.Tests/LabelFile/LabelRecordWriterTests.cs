using System.Text;
using GroundTruth.LabelFile;
using GroundTruth.Taxonomy;
using Labels.Lines;

namespace GroundTruthTests.LabelFile;

/// <summary>A line of an output manifest becomes a record that the ingestion reads, or is left out for a reason.</summary>
public sealed class LabelRecordWriterTests
{
    private const string Uuid = "b840de61-fb9d-4ec5-9572-8d778875869f";

    private const string Image = $"\"source-ref\":\"s3://labeling/images/{Uuid}.jpg\"";

    private static readonly LabelFileOptions Names = new("category");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1", "100")]
    [InlineData("0", "0")]
    [InlineData("0.6667", "66.67")]
    [InlineData("0.6666666666666666", "66.66666666666666")]
    [InlineData("0.10", "10")]
    [InlineData("1.000", "100")]
    [InlineData("0.5e0", "50")]
    [InlineData("5E-1", "50")]
    [InlineData("1e-7", "0.00001")]
    [InlineData("-0.0", "0")]
    [InlineData("0.07", "7")]
    [InlineData("0.007", "0.7")]
    [InlineData("0.12345678901234567890123456789012345678901", "12.345678901234567890123456789012345678901")]
    public void A_confidence_is_a_percentage_exact_in_decimal(string confidence, string percent)
    {
        var (record, reason) = Write(LineOf(confidence, "\"Lamps\""), Names);

        Assert.Null(reason);
        Assert.Equal($$$"""{"image_uuid":"{{{Uuid}}}","response":{"Labels":[{"Name":"Lamps","Confidence":{{{percent}}}}]}}""", record);
    }

    [Theory]
    [InlineData("1.0000001")]
    [InlineData("-0.1")]
    [InlineData("2")]
    [InlineData("1e3")]
    [InlineData("1e999999999999")]
    [InlineData("1e-2147483648")]
    [InlineData("1e-200")]
    [InlineData("\"0.5\"")]
    [InlineData("null")]
    [InlineData("[]")]
    public void A_confidence_that_is_no_share_of_one_is_refused(string confidence) =>
        Assert.Equal(LeftOutReason.InvalidConfidence, Write(LineOf(confidence, "\"Lamps\""), Names).Reason);

    [Theory]
    [InlineData("0.5", null)]
    [InlineData("0.50000", null)]
    [InlineData("0.4999999999999999", LeftOutReason.BelowMinConfidence)]
    public void The_least_confidence_is_inclusive(string confidence, LeftOutReason? reason) =>
        Assert.Equal(reason, Write(LineOf(confidence, "\"Lamps\""), Names with { MinConfidence = 0.5m }).Reason);

    [Fact]
    public void A_set_of_labels_gives_each_of_them_once()
    {
        var (record, _) = Write(LineOf("0.5", """["Lamps","Tables \"19\"","Lamps"]"""), Names);

        Assert.Equal(
            $$$"""{"image_uuid":"{{{Uuid}}}","response":{"Labels":[{"Name":"Lamps","Confidence":50},{"Name":"Tables \"19\"","Confidence":50}]}}""",
            record);
    }

    [Theory]
    [InlineData(false, "\"Cables\"", "Cables")]
    [InlineData(true, "\"Cables\"", "Cables,Computers,Electronics")]
    [InlineData(true, "[\"6\",\"11\"]", "Cables,Computers,Electronics,Audio")]
    public async Task Ids_become_names_and_those_above_them_if_asked_for(bool withAncestors, string label, string names)
    {
        var options = Names with { Taxonomy = await CategoryTree.PackagedAsync(Cancellation), WithAncestors = withAncestors };

        var (record, reason) = Write(LineOf("1", label.Replace("\"Cables\"", "\"11\"", StringComparison.Ordinal)), options);

        Assert.Null(reason);
        Assert.Equal(
            names.Split(','),
            System.Text.Json.Nodes.JsonNode.Parse(record!)!["response"]!["Labels"]!.AsArray().Select(node => (string?)node!["Name"]));
    }

    [Theory]
    [InlineData("\"999\"")]
    [InlineData("\"Cables\"")]
    [InlineData("\"0\"")]
    [InlineData("[\"11\",\"999\"]")]
    public async Task An_id_that_is_no_category_leaves_the_object_out(string label)
    {
        var options = Names with { Taxonomy = await CategoryTree.PackagedAsync(Cancellation) };

        Assert.Equal(LeftOutReason.UnknownCategory, Write(LineOf("1", label), options).Reason);
    }

    [Theory]
    [InlineData("\"image_uuid\":\"B840DE61-FB9D-4EC5-9572-8D778875869F\"", true)]
    [InlineData(Image, true)]
    [InlineData("\"image_uuid\":null," + Image, true)]
    [InlineData("\"image_uuid\":\"7\"," + Image, false)]
    [InlineData("\"image_uuid\":7," + Image, false)]
    [InlineData("\"source-ref\":\"s3://labeling/lamp.jpg\"", false)]
    [InlineData("\"source-ref\":\"s3://labeling/{b840de61-fb9d-4ec5-9572-8d778875869f}.jpg\"", false)]
    [InlineData("\"source-ref\":\"s3://labeling/b840de61fb9d4ec595728d778875869f.jpg\"", false)]
    [InlineData("\"source-ref\":7", false)]
    [InlineData("\"other\":7", false)]
    public void The_image_is_found_by_its_key_or_its_file(string keys, bool isFound)
    {
        var (record, reason) = Write($$$"""{{{{keys}}},"category":{"confidence":1,"result":{"category":"a"} } }""", Names);

        Assert.Equal(isFound ? null : LeftOutReason.NoUuid, reason);
        Assert.Equal(isFound, record?.Contains($"\"{Uuid}\"", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData("nonsense", LeftOutReason.UnreadableLine)]
    [InlineData("[]", LeftOutReason.UnreadableLine)]
    [InlineData("{", LeftOutReason.UnreadableLine)]
    [InlineData("{} {}", LeftOutReason.UnreadableLine)]
    [InlineData("""{"category":"31"}""", LeftOutReason.UnreadableLine)]
    [InlineData("""{"category":{"confidence":1}}""", LeftOutReason.UnreadableLine)]
    [InlineData("""{"category":{"confidence":1,"result":{}}}""", LeftOutReason.UnreadableLine)]
    [InlineData("""{"category":{"confidence":1,"result":{"a":"1","b":"2"}}}""", LeftOutReason.UnreadableLine)]
    [InlineData("""{"category":{"confidence":1,"result":{"a":31}}}""", LeftOutReason.UnreadableLine)]
    [InlineData("""{"category":{"confidence":1,"result":{"a":["1",2]}}}""", LeftOutReason.UnreadableLine)]
    [InlineData("""{"category":{"confidence":1,"result":{"a":"\ud800"}}}""", LeftOutReason.UnreadableLine)]
    [InlineData("""{}""", LeftOutReason.NoLabel)]
    [InlineData("""{"category":{"confidence":1,"result":{"a":null}}}""", LeftOutReason.NoLabel)]
    [InlineData("""{"category":{"confidence":1,"result":{"a":[]}}}""", LeftOutReason.NoLabel)]
    [InlineData("""{"category":{"confidence":1,"result":{"a":""}}}""", LeftOutReason.NoLabel)]
    [InlineData("""{"category-metadata":{"failure-reason":"expired"}}""", LeftOutReason.FailedObject)]
    [InlineData("""{"category":{"confidence":0,"result":{"a":null},"failure-reason":"bad JSON"}}""", LeftOutReason.FailedObject)]
    [InlineData("""{"image_uuid":"b840de61-fb9d-4ec5-9572-8d778875869f","category":{"confidence":1,"result":{"a":["b","\u0000"]}}}""", LeftOutReason.InvalidName)]
    public void What_has_no_label_that_can_be_used_is_left_out_for_a_reason(string line, LeftOutReason reason) =>
        Assert.Equal(reason, Write(line, Names).Reason);

    [Fact]
    public void A_line_that_is_not_UTF_8_is_left_out()
    {
        var line = Encoding.Latin1.GetBytes(LineOf("1", "\"Möbel\""));

        Assert.Equal(LeftOutReason.UnreadableLine, Write(line, Names).Reason);
    }

    [Fact]
    public void A_line_that_is_too_long_is_left_out() =>
        Assert.Equal(LeftOutReason.UnreadableLine, Write(new byte[Line.MaxLength + 1], Names).Reason);

    [Fact]
    public void A_result_may_be_the_label_itself()
    {
        var (record, _) = Write($$$"""{{{{Image}}},"category":{"confidence":1,"result":"Lamps"} }""", Names);

        Assert.Contains("\"Name\":\"Lamps\"", record, StringComparison.Ordinal);
    }

    private static string LineOf(string confidence, string label) =>
        $$$"""{"source-ref":"s3://labeling/images/{{{Uuid}}}.jpg","category":{"workers":[],"confidence":{{{confidence}}},"result":{"product-category":{{{label}}} } } }""";

    private static (string? Record, LeftOutReason? Reason) Write(string line, LabelFileOptions options) => Write(Encoding.UTF8.GetBytes(line), options);

    private static (string? Record, LeftOutReason? Reason) Write(byte[] line, LabelFileOptions options)
    {
        var writer = new LabelRecordWriter(options);
        var (_, reason) = Assert.Single(writer.WriteAllAsync(new MemoryStream(line), Cancellation).ToBlockingEnumerable(Cancellation));
        return (reason is null ? Encoding.UTF8.GetString(writer.Text) : null, reason);
    }
}

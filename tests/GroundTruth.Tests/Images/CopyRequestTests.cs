using System.Text.Json.Nodes;

namespace GroundTruthTests.Images;

/// <summary>What CopyImages is asked for, and what cannot be done.</summary>
public sealed class CopyRequestTests(CopyFixture fixture) : IClassFixture<CopyFixture>
{
    [Theory]
    [InlineData("""{"target":"s3://labeling/t/"}""", "source is missing")]
    [InlineData("""{"source":"s3://labeling/p.csv"}""", "target is missing")]
    [InlineData("""{"source":"s3://labeling/p.csv","target":"s3://labeling/t"}""", "ends with a slash")]
    [InlineData("""{"source":"s3://labeling/p.xlsx","target":"s3://labeling/t/"}""", "format is missing")]
    [InlineData("""{"source":"s3://labeling/t/products.csv","target":"s3://labeling/t/"}""", "would be overwritten")]
    [InlineData("""{"source":"s3://labeling/t/failures.csv","target":"s3://labeling/t/"}""", "would be overwritten")]
    [InlineData("""{"source":"s3://labeling/p.csv","target":"s3://labeling/t/","concurency":2}""", "no setting 'concurency'")]
    [InlineData("""{"source":"s3://labeling/p.csv","target":"s3://labeling/t/","concurrency":65}""", "concurrency is 65")]
    [InlineData("""{"source":"s3://labeling/p.csv","target":"s3://labeling/t/","hostConcurrency":0}""", "hostConcurrency is 0")]
    [InlineData("""{"source":"s3://labeling/p.csv","target":"s3://labeling/t/","maxBytes":40000001}""", "maxBytes is 40000001")]
    [InlineData("""{"source":"s3://labeling/p.csv","target":"s3://labeling/t/","timeoutSeconds":"9"}""", "timeoutSeconds is \"9\"")]
    [InlineData("""{"source":"s3://labeling/p.csv","target":"s3://labeling/t/","delimiter":"|"}""", "delimiter is \"|\"")]
    [InlineData("""{"source":"s3://labeling/p.csv","target":"s3://labeling/t/","id":" "}""", "id is \" \"; allowed is a column's name")]
    [InlineData("""{"source":"s3://labeling/p.jsonl","target":"s3://labeling/t/","delimiter":","}""", "read as JSON Lines")]
    public async Task A_request_that_cannot_be_meant_is_refused(string request, string message)
    {
        var (_, errorType, errorMessage) = await fixture.InvokeAsync((JsonObject)JsonNode.Parse(request)!);

        Assert.Equal("InvalidSettings", errorType);
        Assert.Contains(message, errorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-file.csv", null, "SourceNotFound", "no-such-file.csv")]
    [InlineData("sheet.csv", "sku,image_url\n", "UnreadableSpreadsheet", "no column \"id\"")]
    [InlineData("sheet.csv", "id,image_url\n1,\"http://a\n", "UnreadableSpreadsheet", "never closed")]
    [InlineData("sheet.csv", "", "UnreadableSpreadsheet", "no header")]
    public async Task A_file_that_cannot_be_read_is_said_to_be_so(string name, string? content, string error, string message)
    {
        var source = content is null ? $"s3://{CopyFixture.Bucket}/{name}" : fixture.Put(name, content);

        var (_, errorType, errorMessage) = await fixture.InvokeAsync(new JsonObject { ["source"] = source, ["target"] = fixture.NewTarget() });

        Assert.Equal(error, errorType);
        Assert.Contains(message, errorMessage, StringComparison.Ordinal);
    }
}

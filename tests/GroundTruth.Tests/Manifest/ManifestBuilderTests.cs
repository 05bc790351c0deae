using System.Text;
using System.Text.Json.Nodes;
using GroundTruth.Files;
using GroundTruth.Manifest;
using Hosting.Settings;

namespace GroundTruthTests.Manifest;

/// <summary>Products become lines that Ground Truth takes; one that does not fit is left out by itself, with its row and reason.</summary>
public sealed class ManifestBuilderTests
{
    private static readonly ManifestFields Fields = ManifestFields.Of(
        "source-ref", [("title", "title"), ("description", "description")], [("image_uuid", "image_uuid")]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_becomes_a_line_with_the_chosen_fields()
    {
        var (lines, rejected) = await BuildCsvAsync("sku,Title,source-ref,DESCRIPTION\n7,Desk lamp,s3://labeling/a.jpg,\n");

        Assert.Equal(["""{"source-ref":"s3://labeling/a.jpg","title":"Desk lamp","description":""}"""], lines);
        Assert.Empty(rejected);
    }

    [Fact]
    public async Task Quotes_line_breaks_and_other_scripts_come_through_on_one_line()
    {
        var title = "\"Rain\", a game\r\nfor 2 – 家族 😀 </script>";

        var (lines, _) = await BuildCsvAsync($"source-ref,title,description\ns3://labeling/a b,\"{title.Replace("\"", "\"\"", StringComparison.Ordinal)}\",27\" wide\n");

        var line = JsonNode.Parse(Assert.Single(lines))!;
        Assert.DoesNotContain('\n', lines[0]);
        Assert.Equal(title, (string?)line["title"]);
        Assert.Equal("27\" wide", (string?)line["description"]);
    }

    [Fact]
    public async Task An_optional_field_is_in_those_lines_that_have_it()
    {
        var (lines, _) = await BuildCsvAsync("source-ref,title,description,image_uuid\ns3://labeling/a,t,d,u\ns3://labeling/b,t,d,\n");

        Assert.Equal(["u", null], lines.Select(line => (string?)JsonNode.Parse(line)!["image_uuid"]));
    }

    [Theory]
    [InlineData("s3://labeling/a,t", RejectedReason.Unreadable, "it has 2 cells and the header has 3")]
    [InlineData("s3://labeling/a,t,d,e", RejectedReason.Unreadable, "it has 4 cells")]
    [InlineData("s3://labeling/a,\"t\"x,d", RejectedReason.Unreadable, "text after a closing quotation mark")]
    [InlineData(" ,t,d", RejectedReason.NoImage, "\"source-ref\" is empty")]
    [InlineData("https://example.org/a.jpg,t,d", RejectedReason.InvalidImage, "allowed is s3://bucket/key")]
    [InlineData("s3://Labeling/a.jpg,t,d", RejectedReason.InvalidImage, "allowed is s3://bucket/key")]
    [InlineData("s3://labeling/first,t,d", RejectedReason.DuplicateImage, "an earlier product")]
    public async Task A_row_that_does_not_fit_is_left_out_and_the_others_stay(string row, RejectedReason reason, string detail)
    {
        var (lines, rejected) = await BuildCsvAsync(
            $"source-ref,title,description\ns3://labeling/first,\"a\nb\",d\n\n{row}\ns3://labeling/last,t,d\n");

        Assert.Equal(["s3://labeling/first", "s3://labeling/last"], lines.Select(line => (string?)JsonNode.Parse(line)!["source-ref"]));
        var left = Assert.Single(rejected);
        Assert.Equal((4, reason), (left.Row, left.Reason));
        Assert.Contains(detail, left.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_is_not_UTF_8_is_left_out()
    {
        var latin = Encoding.Latin1.GetBytes("source-ref,title,description\ns3://labeling/a,Möbel,d\ns3://labeling/b,t,d\n");

        var (lines, rejected) = await BuildAsync(ProductSheet.ReadAsync(new MemoryStream(latin), ',', Fields, Cancellation));

        Assert.Single(lines);
        Assert.Contains("not UTF-8", Assert.Single(rejected).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('x', ManifestLimits.ValueLength, true)]
    [InlineData('x', ManifestLimits.ValueLength + 1, false)]
    [InlineData('"', ManifestLimits.ValueLength / 2, true)]
    [InlineData('"', ManifestLimits.ValueLength / 2 + 1, false)]
    [InlineData('\u0001', ManifestLimits.ValueLength / 6 + 1, false)]
    public async Task The_limit_of_a_value_holds_for_what_stands_in_the_line(char character, int length, bool fits)
    {
        var (lines, rejected) = await BuildAsync(One(new string(character, length)));

        Assert.Equal(fits ? 1 : 0, lines.Count);
        Assert.Equal(fits ? [] : [RejectedReason.ValueTooLong], rejected.Select(product => product.Reason));
    }

    [Fact]
    public async Task The_limit_of_a_line_holds_to_the_character()
    {
        // Four values of all that is allowed, and one with what is left of the line.
        var keys = Enumerable.Range(1, 5).Select(key => ($"k{key}", "title")).ToList();
        var fields = ManifestFields.Of("image", keys, []);
        var line = """{"source-ref":"s3://labeling/a","k1":"","k2":"","k3":"","k4":"","k5":""}""".Length;
        var left = ManifestLimits.LineLength - line - (4 * ManifestLimits.ValueLength);
        string[] Values(int last) => [.. Enumerable.Repeat(new string('é', ManifestLimits.ValueLength), 4), new string('x', last)];
        var writer = new ManifestLine(fields);

        Assert.Null(writer.Write(new Product(2, Flaw: null, "s3://labeling/a", Values(left))));
        Assert.Equal(ManifestLimits.LineLength, Encoding.UTF8.GetString(writer.Text).Length);
        Assert.Equal(RejectedReason.LineTooLong, writer.Write(new Product(2, Flaw: null, "s3://labeling/a", Values(left + 1)))?.Reason);
    }

    [Theory]
    [InlineData("""{"source-ref":"s3://labeling/a","title":12.50,"description":true,"other":{}}""", """{"source-ref":"s3://labeling/a","title":"12.50","description":"true"}""")]
    [InlineData("""{"description":null,"title":"","source-ref":" s3://labeling/a ","image_uuid":""}""", """{"source-ref":"s3://labeling/a","title":"","description":""}""")]
    [InlineData("\uFEFF{\"source-ref\":\"s3://labeling/a\",\"title\":\"a\\nb\",\"description\":\"\\u00e9\"}\r", "{\"source-ref\":\"s3://labeling/a\",\"title\":\"a\\nb\",\"description\":\"é\"}")]
    public async Task A_JSON_line_becomes_a_line(string product, string line)
    {
        var (lines, _) = await BuildJsonLinesAsync(product);

        Assert.Equal([line], lines);
    }

    [Theory]
    [InlineData("""{"source-ref":"s3://labeling/a","title":"t"}""", RejectedReason.Unreadable, "\"description\" is missing")]
    [InlineData("""{"source-ref":"s3://labeling/a","title":[],"description":"d"}""", RejectedReason.Unreadable, "an object or an array")]
    [InlineData("""{"source-ref":{},"title":"t","description":"d"}""", RejectedReason.Unreadable, "an object or an array")]
    [InlineData("""{"source-ref":null,"title":"t","description":"d"}""", RejectedReason.NoImage, "is empty")]
    [InlineData("""{"title":"t","description":"d"}""", RejectedReason.NoImage, "is empty")]
    [InlineData("""{"source-ref":"s3://labeling/a","title":"\ud800","description":"d"}""", RejectedReason.Unreadable, "not Unicode")]
    [InlineData("""{"source-ref":"s3://labeling/a","title":"t","description":"d"} {}""", RejectedReason.Unreadable, "not JSON from byte")]
    [InlineData("[]", RejectedReason.Unreadable, "not a JSON object")]
    [InlineData("nonsense", RejectedReason.Unreadable, "not JSON from byte")]
    [InlineData("s3://labeling/first", RejectedReason.Unreadable, "not JSON from byte")]
    public async Task A_JSON_line_that_does_not_fit_is_left_out_and_the_others_stay(string line, RejectedReason reason, string detail)
    {
        const string first = """{"source-ref":"s3://labeling/first","title":"t","description":"d"}""";

        var (lines, rejected) = await BuildJsonLinesAsync($"{first}\n\n{line}\n{first}\n");

        Assert.Equal([first], lines);
        Assert.Equal([(3, reason), (4, RejectedReason.DuplicateImage)], rejected.Select(left => (left.Row, left.Reason)));
        Assert.Contains(detail, rejected[0].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("title,description\nt,d\n", "There is no column \"source-ref\"")]
    [InlineData("source-ref,title\ns3://labeling/a,t\n", "There is no column \"description\"")]
    [InlineData("source-ref,title,Title,description\n", "names column \"title\" twice")]
    [InlineData("source-ref,title,description\ns3://labeling/a,\"t,d\ns3://labeling/b,t,d\n", "In row 2 a quotation mark")]
    [InlineData("source-ref,title,description\ns3://labeling/a,27\" wide,\"d\ns3://labeling/b,t,d\n", "In row 2 a quotation mark")]
    [InlineData("source-ref,title,description\ns3://labeling/a,\"t\"x,\"d\"\"\ns3://labeling/b,t,d\n", "In row 2 a quotation mark")]
    [InlineData("", "no header")]
    public async Task A_file_that_lacks_what_is_needed_is_refused_as_a_whole(string csv, string problem)
    {
        var refused = await Assert.ThrowsAsync<UnreadableSpreadsheet>(() => BuildCsvAsync(csv));

        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quotation_mark_that_is_never_closed_does_not_eat_the_whole_file()
    {
        var csv = "source-ref,title,description\ns3://labeling/a,t,d\ns3://labeling/b,\"" + new string('x', 3 * Spreadsheet.MaxRowBytes);

        var refused = await Assert.ThrowsAsync<UnreadableSpreadsheet>(() => BuildCsvAsync(csv));

        Assert.Contains("Row 3 is longer than", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("source-ref")]
    [InlineData("source")]
    [InlineData("category-metadata")]
    [InlineData("$id")]
    [InlineData("a b")]
    [InlineData("ключ")]
    [InlineData("")]
    [InlineData("title")]
    public void A_key_that_Ground_Truth_keeps_for_itself_is_refused(string key)
    {
        var refused = Assert.Throws<InvalidSettings>(() => ManifestFields.Of("image", [("title", "title"), (key, "column")], []));

        Assert.Contains("allowed are 1 to 80 letters", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_objects_than_a_job_takes_are_refused()
    {
        var builder = new ManifestBuilder(Fields, maxObjects: 2);
        var products = ProductLines.ReadAsync(
            TestFiles.Utf8(string.Concat(Enumerable.Range(1, 3).Select(image => $$"""{"source-ref":"s3://labeling/{{image}}","title":"","description":""}""" + "\n"))),
            Fields,
            Cancellation);

        var refused = await Assert.ThrowsAsync<InvalidManifest>(async () =>
        {
            await foreach (var product in products)
                builder.Add(product);
        });

        Assert.Contains("more than 2 products at row 3", refused.Message, StringComparison.Ordinal);
    }

    private static Task<(IReadOnlyList<string> Lines, IReadOnlyList<RejectedProduct> Rejected)> BuildCsvAsync(string csv) =>
        BuildAsync(ProductSheet.ReadAsync(TestFiles.Utf8(csv), ',', Fields, Cancellation));

    private static Task<(IReadOnlyList<string> Lines, IReadOnlyList<RejectedProduct> Rejected)> BuildJsonLinesAsync(string lines) =>
        BuildAsync(ProductLines.ReadAsync(TestFiles.Utf8(lines), Fields, Cancellation));

    private static async IAsyncEnumerable<Product> One(string title)
    {
        yield return await Task.FromResult(new Product(2, Flaw: null, "s3://labeling/a", [title, "", null]));
    }

    private static async Task<(IReadOnlyList<string> Lines, IReadOnlyList<RejectedProduct> Rejected)> BuildAsync(IAsyncEnumerable<Product> products)
    {
        var builder = new ManifestBuilder(Fields, ManifestLimits.DefaultObjects);
        var lines = new List<string>();
        var rejected = new List<RejectedProduct>();
        await foreach (var product in products)
        {
            if (builder.Add(product) is { } left)
                rejected.Add(left);
            else
                lines.Add(Encoding.UTF8.GetString(builder.Line));
        }

        Assert.Equal(lines.Count, builder.Objects);
        Assert.Equal(rejected, builder.FirstRejected);
        return (lines, rejected);
    }
}

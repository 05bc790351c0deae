using System.Text;
using GroundTruth.Taxonomy;

namespace GroundTruthTests.Taxonomy;

/// <summary>A taxonomy's JSON is read as it was written, and refused where it is no tree.</summary>
public sealed class CategoryTreeTests
{
    private const string Root = """{"id":"0","name":"Main","subcategories":["1"]}""";
    private const string Home = """{"id":"1","name":"Home","subcategories":[],"parent":"0"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_packaged_taxonomy_is_the_one_that_its_spreadsheet_gives()
    {
        using var sheet = TestFiles.Utf8(TestFiles.Text("taxonomy/product-categories.csv"));
        using var json = new MemoryStream();

        await (await CategorySheet.ReadAsync(sheet, ',', Cancellation)).WriteAsync(json, Cancellation);

        Assert.Equal(TestFiles.Text("taxonomy/product-categories.json"), Encoding.UTF8.GetString(json.ToArray()));
    }

    [Fact]
    public async Task The_packaged_taxonomy_has_three_levels_and_a_name_under_two_parents()
    {
        var tree = await CategoryTree.PackagedAsync(Cancellation);

        Assert.Equal(3, tree.Depth());
        Assert.Equal(
            ["Electronics/Audio/Cables", "Electronics/Computers/Cables"],
            tree.Categories.Where(category => category.Name == "Cables").Select(category => string.Join('/', tree.PathOf(category.Id))));
    }

    [Fact]
    public async Task What_was_written_is_read_again_whoever_formatted_it()
    {
        var tree = await ReadAsync($"\uFEFF[ {Root},\r\n\t{Home.Replace("}", ",\"note\":{\"a\":[1]}}", StringComparison.Ordinal)} ]");

        Assert.Equal("Main", tree.Root.Name);
        Assert.Empty(tree.PathOf("0"));
        Assert.Equal(["Home"], tree.PathOf("1"));
        Assert.Null(tree.Find("2"));
        Assert.Throws<KeyNotFoundException>(() => tree.PathOf("2"));
    }

    [Theory]
    [InlineData("", "not the JSON")]
    [InlineData("{}", "not the JSON")]
    [InlineData("null", "no category")]
    [InlineData("[]", "no category")]
    [InlineData("[null]", "it is null")]
    [InlineData("[1]", "not the JSON")]
    [InlineData("""[{"id":"0","name":"Main"}]""", "not the JSON")]
    [InlineData("""[{"id":0,"name":"Main","subcategories":[]}]""", "not the JSON")]
    [InlineData("""[{"id":null,"name":"Main","subcategories":[]}]""", "not the JSON")]
    [InlineData("""[{"id":"0","name":"Top","subcategories":[]}]""", "is named \"Top\"")]
    [InlineData("""[{"id":"0","name":"Main","subcategories":[],"parent":"0"}]""", "the root, and has a parent")]
    [InlineData("""[{"id":"","name":"Main","subcategories":[]}]""", "id is empty")]
    [InlineData("""[{"id":"0","name":"Ma\u0000in","subcategories":[]}]""", "control character")]
    [InlineData($$"""[{{Root}},{"id":"1","name":"Home ","subcategories":[],"parent":"0"}]""", "name begins or ends with white space")]
    [InlineData("""[{"id":"0","name":"\ud800","subcategories":[]}]""", "not the JSON")]
    [InlineData($$"""[{{Root}}]""", "lists \"1\"")]
    [InlineData($$"""[{"id":"0","name":"Main","subcategories":[null]}]""", "lists \"\"")]
    [InlineData($$"""[{{Root}},{{Home}},{{Home}}]""", "a category before it has the same id")]
    [InlineData($$"""[{{Root}},{"id":"1","name":"Home","subcategories":[]}]""", "it has no parent, and is not the first one")]
    [InlineData($$"""[{{Root}},{"id":"1","name":"Home","subcategories":[],"parent":"7"}]""", "no category before it has the id of its parent, \"7\"")]
    [InlineData($$"""[{{Root}},{"id":"1","name":"Home","subcategories":["1"],"parent":"1"}]""", "no category before it has the id of its parent, \"1\"")]
    [InlineData($$"""[{"id":"0","name":"Main","subcategories":["1","1"]},{{Home}}]""", "lists \"1\"")]
    [InlineData($$"""[{"id":"0","name":"Main","subcategories":[]},{{Home}}]""", "\"0\" does not list \"1\"")]
    public async Task What_is_no_tree_is_refused(string json, string problem)
    {
        var refused = await Assert.ThrowsAsync<InvalidTaxonomy>(() => ReadAsync(json));

        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Allowed is an array of categories", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<CategoryTree> ReadAsync(string json)
    {
        using var content = TestFiles.Utf8(json);
        return await CategoryTree.ReadAsync(content, Cancellation);
    }
}

using GroundTruth.Annotations;
using GroundTruth.Evaluation;
using Hosting.Settings;

namespace GroundTruthTests.Evaluation;

public sealed class CategoryNamesTests
{
    private const string Taxonomy =
        """
        [
          {"id":"0","name":"Main","subcategories":["1"]},
          {"id":"1","name":"Home","subcategories":["2"],"parent":"0"},
          {"id":"2","name":"Lamps","subcategories":[],"parent":"1"}
        ]
        """;

    [Theory]
    [InlineData("2", "Home > Lamps")]
    [InlineData("1", "Home")]
    [InlineData("0", "Main")]
    [InlineData("9", null)]
    public async Task A_category_is_called_by_its_path_from_below_the_root(string id, string? name) =>
        Assert.Equal(name, (await ReadAsync(Taxonomy)).Of(Label.Of(id)));

    [Fact]
    public async Task A_set_is_called_by_its_members_with_the_ids_of_those_that_nobody_knows() =>
        Assert.Equal("Home, Home > Lamps, 9", (await ReadAsync(Taxonomy)).Of(Label.Of(["9", "2", "1"])));

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[{\"id\":\"1\"}]")]
    [InlineData("[{\"id\":1,\"name\":\"a\"}]")]
    [InlineData("[{\"id\":\"1\",\"name\":\"\\ud800\"}]")]
    public async Task What_is_no_taxonomy_is_refused(string file) =>
        await Assert.ThrowsAsync<InvalidSettings>(() => ReadAsync(file));

    private static Task<CategoryNames> ReadAsync(string file) =>
        CategoryNames.ReadAsync(JobFile.Stream(file), TestContext.Current.CancellationToken);
}

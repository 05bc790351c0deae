using GroundTruth.Annotations;
using GroundTruth.Evaluation;
using GroundTruth.Taxonomy;

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
    [InlineData("0", null)]
    [InlineData("9", null)]
    public async Task A_category_is_called_by_its_path_from_below_the_root(string id, string? name) =>
        Assert.Equal(name, CategoryNames.Of(Label.Of(id), await ReadAsync()));

    [Fact]
    public async Task A_set_is_called_by_its_members_with_the_ids_of_those_that_nobody_knows() =>
        Assert.Equal("Home, Home > Lamps, 9", CategoryNames.Of(Label.Of(["9", "2", "1"]), await ReadAsync()));

    [Fact]
    public void Without_a_taxonomy_nothing_has_a_name() =>
        Assert.Null(CategoryNames.Of(Label.Of("1"), taxonomy: null));

    private static Task<CategoryTree> ReadAsync() => CategoryTree.ReadAsync(JobFile.Stream(Taxonomy), TestContext.Current.CancellationToken);
}

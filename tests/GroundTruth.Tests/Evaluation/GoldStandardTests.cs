using GroundTruth.Annotations;
using GroundTruth.Evaluation;
using Hosting.Settings;

namespace GroundTruthTests.Evaluation;

public sealed class GoldStandardTests
{
    [Theory]
    [InlineData("source-ref,label\nx,a\ny,b\n")]
    [InlineData("\uFEFFsource-ref,label\r\nx,a\r\ny,b")]
    [InlineData("note,label,source-ref\n\"one, two\nthree\",a,x\n,\"b\",\"y\"\n")]
    [InlineData("source-ref , label\n x , a \n\n y , b \n")]
    [InlineData("{\"source-ref\":\"x\",\"label\":\"a\"}\n{\"source-ref\":\"y\",\"label\":[\"b\"]}\n")]
    [InlineData("\uFEFF\n {\"label\":\"a\",\"source-ref\":\"x\"}\n{\"source-ref\":\"y\",\"category\":{\"result\":{\"product-category\":\"b\"}}}")]
    public async Task Labels_are_read_from_csv_and_json_lines(string file)
    {
        var gold = await JobFile.GoldAsync(file);

        Assert.Equal(0, gold.Unreadable.Count);
        Assert.Equal([KeyValuePair.Create("x", Label.Of("a")), KeyValuePair.Create("y", Label.Of("b"))], gold.Labels);
    }

    [Theory]
    [InlineData("source-ref,label\nx,\"[\"\"b\"\",\"\"a\"\"]\"")]
    [InlineData("{\"source-ref\":\"x\",\"label\":[\"a\",\"b\"]}")]
    public async Task A_label_may_be_a_set(string file) =>
        Assert.Equal(Label.Of(["a", "b"]), Assert.Single((await JobFile.GoldAsync(file)).Labels).Value);

    [Fact]
    public async Task Brackets_that_are_no_list_are_a_label() =>
        Assert.Equal(Label.Of("[unknown]"), Assert.Single((await JobFile.GoldAsync("source-ref,label\nx,[unknown]")).Labels).Value);

    [Theory]
    [InlineData("source-ref,label\nx,a\nx,b\n")]
    [InlineData("{\"source-ref\":\"x\",\"label\":\"a\"}\n{\"source-ref\":\"x\",\"label\":\"b\"}")]
    public async Task Of_two_labels_for_the_same_object_the_later_counts(string file)
    {
        var gold = await JobFile.GoldAsync(file);

        Assert.Equal(Label.Of("b"), gold.Labels["x"]);
        Assert.Equal(1, gold.Duplicates);
    }

    [Theory]
    [InlineData("source-ref,label\n1,a\nx\n2,b\n", "It has 1 cells and the header has 2; a delimiter within a cell needs quotation marks around it.")]
    [InlineData("source-ref,label\n1,a\nx,b,c\n2,b\n", "It has 3 cells and the header has 2; a delimiter within a cell needs quotation marks around it.")]
    [InlineData("source-ref,label\n1,a\nx,\n2,b\n", "The label is missing.")]
    [InlineData("source-ref,label\n1,a\n,b\n2,b\n", "There is no text under 'source-ref'.")]
    [InlineData("source-ref,label\n1,a\nx,\"b\"c\n2,b\n", "There is text after a closing quotation mark; within quotation marks, one is written as two.")]
    [InlineData("{\"source-ref\":\"1\",\"label\":\"a\"}\n\n{}\n{\"source-ref\":\"2\",\"label\":\"b\"}", "There is no text under 'source-ref'.")]
    [InlineData("{\"source-ref\":\"1\",\"label\":\"a\"}\n\n{\"source-ref\":\"x\",\"label\":null}\n{\"source-ref\":\"2\",\"label\":\"b\"}", "The label is missing.")]
    [InlineData("{\"source-ref\":\"1\",\"label\":\"a\"}\n\n{\"source-ref\":\"x\",\"label\":3}\n{\"source-ref\":\"2\",\"label\":\"b\"}", "'label' is of type Number; allowed are a text and a list of texts.")]
    [InlineData("{\"source-ref\":\"1\",\"label\":\"a\"}\n\n{\"source-ref\":\"x\"}\n{\"source-ref\":\"2\",\"label\":\"b\"}", "There is no 'category'.")]
    [InlineData("{\"source-ref\":\"1\",\"label\":\"a\"}\n\n{\"source-ref\":\"x\",\"category-metadata\":{\"failure-reason\":\"expired\"}}\n{\"source-ref\":\"2\",\"label\":\"b\"}", "The label is missing.")]
    public async Task A_line_that_cannot_be_used_is_listed_with_its_number_and_reason_and_the_others_are_read(string file, string reason)
    {
        var gold = await JobFile.GoldAsync(file);

        Assert.Equal(["1", "2"], gold.Labels.Keys);
        Assert.Equal([new UnreadableLine(3, reason)], gold.Unreadable.First);
    }

    [Theory]
    [InlineData("", "The gold standard is empty.")]
    [InlineData("\uFEFF\n \n", "The gold standard is empty.")]
    [InlineData("image,label\nx,a", "The gold standard cannot be read. There is no column \"source-ref\". The header, row 1, names: \"image\", \"label\"; the delimiter is \",\".")]
    [InlineData("source-ref;label\nx;a", "The gold standard cannot be read. There is no column \"source-ref\". The header, row 1, names: \"source-ref;label\"; the delimiter is \",\".")]
    [InlineData("source-ref,label\n1,a\nx,\"b\n2,b\n3,c", "The gold standard cannot be read. In row 3 a quotation mark opens a cell and is never closed.")]
    [InlineData("source-ref,category\nx,a", "The gold standard cannot be read. There is no column \"label\". The header, row 1, names: \"source-ref\", \"category\"; the delimiter is \",\".")]
    public async Task A_file_that_cannot_be_meant_is_refused(string file, string message) =>
        Assert.Equal(message, (await Assert.ThrowsAsync<InvalidSettings>(() => JobFile.GoldAsync(file))).Message);
}

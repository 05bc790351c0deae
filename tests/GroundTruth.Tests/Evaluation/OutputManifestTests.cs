using GroundTruth.Annotations;
using GroundTruth.Evaluation;

namespace GroundTruthTests.Evaluation;

public sealed class OutputManifestTests
{
    [Fact]
    public async Task Votes_are_those_for_the_consolidated_label_and_every_worker_was_asked()
    {
        var manifest = await JobFile.ManifestAsync(
            JobFile.Line("s3://b/1", "a", "a", null, "b"),
            JobFile.LineWithResult("s3://b/2", "b", "a", "a", "b"),
            JobFile.Line("s3://b/3", null, null));

        Assert.Equal(new LabelledItem(Label.Of("a"), Votes: 2, Asked: 4), manifest.Items["s3://b/1"]);
        Assert.Equal(new LabelledItem(Label.Of("b"), Votes: 1, Asked: 3), manifest.Items["s3://b/2"]);
        Assert.Equal(new LabelledItem(Label.None, Votes: 0, Asked: 2), manifest.Items["s3://b/3"]);
    }

    [Fact]
    public async Task A_list_of_labels_is_a_set_and_a_single_choice_is_the_same_alone_or_listed()
    {
        var manifest = await JobFile.ManifestOfAsync(
            """
            {"source-ref":"x","category":{"workers":[{"label":["b","a"]},{"label":["a","b","a"]},{"label":["a"]},{"label":[]}],"result":{"c":["a","b"]}}}
            {"source-ref":"y","category":{"workers":[{"label":["a"]},{"label":"a"},{"worker_id":"silent"}],"result":"a"}}
            {"source-ref":"z","category":{"workers":[{"label":[]},{"label":null}],"result":{"c":[]}}}
            """);

        Assert.Equal(new LabelledItem(Label.Of(["a", "b"]), Votes: 2, Asked: 4), manifest.Items["x"]);
        Assert.Equal(new LabelledItem(Label.Of("a"), Votes: 2, Asked: 3), manifest.Items["y"]);
        Assert.Equal(new LabelledItem(Label.None, Votes: 0, Asked: 2), manifest.Items["z"]);
    }

    [Theory]
    [InlineData("""{"source-ref":"x","category-metadata":{"failure-reason":"ClientError"}}""")]
    [InlineData("""{"source-ref":"x","category":{"workers":[],"confidence":0,"result":{"c":null},"failure-reason":"annotations is missing"}}""")]
    public async Task An_object_that_was_given_up_is_an_item_without_a_label(string line)
    {
        var manifest = await JobFile.ManifestAsync(line);

        Assert.Equal(new LabelledItem(Label.None, Votes: 0, Asked: 0, Failed: true), Assert.Single(manifest.Items).Value);
    }

    [Fact]
    public async Task Of_two_lines_about_the_same_object_the_later_counts()
    {
        var manifest = await JobFile.ManifestAsync(JobFile.Line("x", "a"), JobFile.Line("y", "a"), JobFile.Line("x", "b", "b"));

        Assert.Equal(new LabelledItem(Label.Of("b"), 2, 2), manifest.Items["x"]);
        Assert.Equal(2, manifest.Items.Count);
        Assert.Equal(1, manifest.Duplicates);
    }

    [Theory]
    [InlineData("{", "The line is not JSON from byte 2 on.")]
    [InlineData("{\"source-ref\":\"x\"} {}", "The line is not JSON from byte 20 on.")]
    [InlineData("[1]", "The line is not a JSON object.")]
    [InlineData("{}", "There is no text under 'source-ref'.")]
    [InlineData("{\"source-ref\":\"\"}", "There is no text under 'source-ref'.")]
    [InlineData("{\"source-ref\":[\"x\"]}", "There is no text under 'source-ref'.")]
    [InlineData("{\"source-ref\":\"\\ud800\"}", "The line holds text that is not Unicode.")]
    [InlineData("{\"source-ref\":\"x\"}", "There is no 'category'.")]
    [InlineData("{\"source-ref\":\"x\",\"category-metadata\":[]}", "There is no 'category'.")]
    [InlineData("{\"source-ref\":\"x\",\"category\":null}", "'category' has no 'result'.")]
    [InlineData("{\"source-ref\":\"x\",\"category\":{}}", "'category' has no 'result'.")]
    [InlineData("{\"source-ref\":\"x\",\"category\":{\"result\":{}}}", "'result' has 0 values; one is expected.")]
    [InlineData("{\"source-ref\":\"x\",\"category\":{\"result\":{\"a\":\"1\",\"b\":\"2\"}}}", "'result' has 2 values; one is expected.")]
    [InlineData("{\"source-ref\":\"x\",\"category\":{\"result\":7}}", "A label in 'result' is of type Number; ")]
    [InlineData("{\"source-ref\":\"x\",\"category\":{\"result\":\"a\"}}", "'category' has no list 'workers'.")]
    [InlineData("{\"source-ref\":\"x\",\"category\":{\"result\":\"a\",\"workers\":{}}}", "'category' has no list 'workers'.")]
    [InlineData("{\"source-ref\":\"x\",\"category\":{\"result\":\"a\",\"workers\":[\"a\"]}}", "An entry of 'workers' is not an object.")]
    [InlineData("{\"source-ref\":\"x\",\"category\":{\"result\":\"a\",\"workers\":[{\"label\":{}}]}}", "A label in 'workers' is of type Object; ")]
    [InlineData("{\"source-ref\":\"x\",\"category\":{\"result\":\"a\",\"workers\":[{\"label\":[1]}]}}", "A label in 'workers' is of type Array; ")]
    public async Task A_line_that_cannot_be_used_is_listed_with_its_number_and_reason_and_the_others_are_read(string line, string reason)
    {
        var manifest = await JobFile.ManifestOfAsync($"\uFEFF{JobFile.Line("1", "a")}\r\n\n{line}\n{JobFile.Line("2", "b")}");

        Assert.Equal(["1", "2"], manifest.Items.Keys);
        Assert.Equal(1, manifest.Unreadable.Count);
        var unreadable = Assert.Single(manifest.Unreadable.First);
        Assert.Equal(3, unreadable.Line);
        Assert.StartsWith(reason, unreadable.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_lines_that_cannot_be_used_are_counted_and_a_thousand_listed()
    {
        var manifest = await JobFile.ManifestAsync([.. Enumerable.Repeat("nonsense", 1_500)]);

        Assert.Equal(1_500, manifest.Unreadable.Count);
        Assert.Equal(Enumerable.Range(1, 1_000).Select(line => (long)line), manifest.Unreadable.First.Select(line => line.Line));
    }
}

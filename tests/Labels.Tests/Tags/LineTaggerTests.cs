using System.Buffers;
using System.Text;
using System.Text.Json;
using Labels.Exclusions;
using Labels.Lines;
using Labels.Records;
using Labels.Statistics;
using Labels.Tags;

namespace LabelsTests.Tags;

public sealed class LineTaggerTests
{
    private static readonly TagOptions Rekognition = new("rekognition");

    [Fact]
    public async Task A_tag_has_the_name_in_lower_case_the_accuracy_and_the_provider() =>
        Assert.Equal(
            """[{"name":"video gaming","accuracy":0.9982632446289062,"provider":"rekognition"},{"name":"élan","accuracy":0.5,"provider":"rekognition"}]""",
            await TagsAsync(Rekognition, ("Video Gaming", "99.82632446289062"), ("ÉLAN", "50")));

    [Fact]
    public async Task A_name_is_kept_as_it_is_where_that_is_asked_for() =>
        Assert.Equal(
            """[{"name":"Video Gaming","accuracy":0.75,"provider":"x"}]""",
            await TagsAsync(new TagOptions("x", NameCase.AsIs), ("Video Gaming", "75")));

    [Fact]
    public async Task Of_the_same_name_twice_the_higher_accuracy_stays_in_the_first_place() =>
        Assert.Equal(
            """[{"name":"cat","accuracy":0.91,"provider":"rekognition"},{"name":"dog","accuracy":0.6,"provider":"rekognition"}]""",
            await TagsAsync(Rekognition, ("Cat", "70"), ("Dog", "60"), ("CAT", "91"), ("cat", "90.5")));

    [Theory]
    [InlineData("89.999999999999", false)]
    [InlineData("90", true)]
    [InlineData("90.0000", true)]
    [InlineData("100", true)]
    public async Task The_minimum_accuracy_is_inclusive(string confidence, bool isKept)
    {
        var tags = await TagsAsync(Rekognition with { MinAccuracy = 0.90m }, ("Cat", confidence));

        Assert.Equal(isKept, tags.Length > 0);
    }

    [Fact]
    public async Task Names_on_the_exclusion_list_are_left_out_in_any_case() =>
        Assert.Equal(
            """[{"name":"person","accuracy":0.9,"provider":"rekognition"}]""",
            await TagsAsync(Rekognition with { Excluded = ExclusionList.Default() }, ("Person", "90"), ("Woman", "90"), ("senior CITIZEN", "90")));

    [Theory]
    [InlineData("quote \" backslash \\ line \n bell \u0007 end")]
    [InlineData("日本語 😀 \u2028 <script>")]
    public async Task Any_name_comes_out_as_the_same_text(string name)
    {
        using var tags = JsonDocument.Parse(await TagsAsync(new TagOptions("p", NameCase.AsIs), (name, "50")));

        Assert.Equal(name, tags.RootElement[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_record_of_which_nothing_is_left_gives_no_tags_but_counts()
    {
        var counts = new LoadCounts();
        var output = new ArrayBufferWriter<byte>();
        foreach (var text in new[] { Line(("Cat", "50")), Line(), "", "broken", Line(("Dog", "95")) })
            counts.Add(await TagAsync(new LineTagger(Rekognition with { MinAccuracy = 0.9m }), text, output));

        Assert.Equal((3, 2, 1, 1, 1), (counts.Records, counts.Labels, counts.Empty, counts.Rejected, counts.Staged));
    }

    [Fact]
    public async Task Nothing_is_allocated_for_a_record_and_its_statistics()
    {
        var tagger = new LineTagger(Rekognition with { Excluded = ExclusionList.Default() });
        var output = new ArrayBufferWriter<byte>(1024 * 1024);
        var text = Line([.. Enumerable.Range(0, 40).Select(i => ($"Label É {i}", $"{50 + i}.125"))]);
        using var reader = await OpenAsync(string.Join('\n', Enumerable.Repeat(text, 100)));
        Assert.True(reader.TryTake(out var first));
        var statistics = new LabelStatistics();
        tagger.Tag(first, output, statistics);

        var before = GC.GetAllocatedBytesForCurrentThread();
        while (reader.TryTake(out var line))
        {
            output.ResetWrittenCount();
            tagger.Tag(line, output, statistics);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(99 * 40, statistics.ToReport().Labels);
    }

    [Fact]
    public async Task More_names_than_are_remembered_come_out_as_any_others()
    {
        const int Names = 70_000;
        var tagger = new LineTagger(Rekognition);
        var output = new ArrayBufferWriter<byte>();
        foreach (var record in Enumerable.Range(0, Names).Chunk(10).Append([0, 1, Names - 1]))
        {
            output.ResetWrittenCount();
            await TagAsync(tagger, Line([.. record.Select(i => ($"Label {i}", "50")), ($"LABEL {record[0]}", "75")]), output);
            var expected = record.Select((i, at) => $$"""{"name":"label {{i}}","accuracy":{{(at == 0 ? "0.75" : "0.5")}},"provider":"rekognition"}""");
            Assert.Equal($"[{string.Join(",", expected)}]", Encoding.UTF8.GetString(output.WrittenSpan));
        }
    }

    private static async Task<string> TagsAsync(TagOptions options, params (string Name, string Confidence)[] labels)
    {
        var output = new ArrayBufferWriter<byte>();
        var tagged = await TagAsync(new LineTagger(options), Line(labels), output);
        Assert.Equal(RejectReason.None, tagged.Reason);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static async Task<TaggedLine> TagAsync(LineTagger tagger, string text, IBufferWriter<byte> output)
    {
        using var reader = await OpenAsync(text + "\n");
        Assert.True(reader.TryTake(out var line));
        return tagger.Tag(line, output);
    }

    private static async Task<LineReader> OpenAsync(string text)
    {
        var content = Encoding.UTF8.GetBytes(text);
        var reader = new LineReader(new MemoryStream(content), new ByteRange(0, content.Length));
        await reader.ReadAsync(TestContext.Current.CancellationToken);
        return reader;
    }

    private static string Line(params (string Name, string Confidence)[] labels)
    {
        var items = labels.Select(label => $"{{\"Name\": {JsonSerializer.Serialize(label.Name)}, \"Confidence\": {label.Confidence}}}");
        return "{\"image_uuid\": \"b840de61-fb9d-4ec5-9572-8d778875869f\", \"response\": {\"Labels\": [" + string.Join(',', items) + "]}}";
    }
}

using System.Text;
using Labels.Records;

namespace LabelsTests.Records;

public sealed class RecordParserTests
{
    private const string Uuid = "b840de61-fb9d-4ec5-9572-8d778875869f";
    private const string Start = "{\"image_uuid\": \"" + Uuid + "\", \"response\": ";

    [Theory]
    [InlineData(Start + "{\"Labels\": [{\"Name\": \"Cat\", \"Confidence\": 99.5}]}}", "Cat 0.995")]
    [InlineData("{\"response\": {\"x\": [1, {}], \"Labels\": [{\"Confidence\": 9, \"Parents\": [{\"Name\": \"no\"}], \"Name\": \"A\"}]}, \"image_uuid\": \"" + Uuid + "\"}", "A 0.09")]
    [InlineData(Start + "{\"Labels\": [{\"Name\": \"A\\/B \\u00e9\\\"\\\\\", \"Confidence\": 50}]}}", "A/B é\"\\ 0.5")]
    [InlineData(Start + "{\"Labels\": [{\"Name\": \"\\ud83d\\ude00\", \"Confidence\": 50}]}}", "😀 0.5")]
    [InlineData(Start + "{\"\\u004cabels\": [{\"Na\\u006de\": \"A\", \"Confidence\": 50}]}}", "A 0.5")]
    [InlineData(Start + "{\"Labels\": []}}", "")]
    [InlineData(Start + "{\"Labels\": null}}", "")]
    [InlineData(Start + "{}}", "")]
    [InlineData(Start + "null}", "")]
    [InlineData("{\"image_uuid\": \"" + Uuid + "\"}", "")]
    [InlineData("{\"image_uuid\": \"B840DE61-FB9D-4EC5-9572-8D778875869F\"} \r", "")]
    public void A_record_is_read_with_keys_in_any_order_and_unknown_ones_skipped(string line, string expected)
    {
        var record = new LabelRecord();

        Assert.Equal(RejectReason.None, Parse(line, record));
        Assert.Equal(Guid.Parse(Uuid), record.ImageId);
        Assert.Equal(expected, Text(record));
    }

    [Theory]
    [InlineData(Start + "{\"Labels\": [{\"Name\": \"old\", \"Confidence\": 1}], \"Labels\": [{\"Name\": \"new\", \"Confidence\": 2}]}}", "new 0.02")]
    [InlineData(Start + "{\"Labels\": [{\"Name\": \"a\", \"Confidence\": 1}]}, \"response\": {}}", "")]
    [InlineData(Start + "{\"Labels\": [{\"Name\": \"a\", \"Name\": \"b\", \"Confidence\": 1, \"Confidence\": 2}]}}", "b 0.02")]
    public void Of_a_key_that_occurs_twice_the_last_counts(string line, string expected)
    {
        var record = new LabelRecord();

        Assert.Equal(RejectReason.None, Parse(line, record));
        Assert.Equal(expected, Text(record));
    }

    [Theory]
    [InlineData("{", RejectReason.InvalidJson)]
    [InlineData("{}}", RejectReason.InvalidUuid)]
    [InlineData("nonsense", RejectReason.InvalidJson)]
    [InlineData(Start + "{}} trailing", RejectReason.InvalidJson)]
    [InlineData(Start + "{}", RejectReason.InvalidJson)]
    [InlineData(Start + "{\"Labels\": [{\"Name\": \"A\", \"Confidence\": NaN}]}}", RejectReason.InvalidJson)]
    [InlineData(Start + "{\"Labels\": [{\"Name\": \"A\", \"Confidence\": 01}]}}", RejectReason.InvalidJson)]
    [InlineData(Start + "{\"\\ud800\": 1}}", RejectReason.InvalidJson)]
    [InlineData("[]", RejectReason.InvalidShape)]
    [InlineData("null", RejectReason.InvalidShape)]
    [InlineData(Start + "[]}", RejectReason.InvalidShape)]
    [InlineData(Start + "{\"Labels\": {}}}", RejectReason.InvalidShape)]
    [InlineData(Start + "{\"Labels\": [\"A\"]}}", RejectReason.InvalidShape)]
    [InlineData("{\"response\": {}}", RejectReason.InvalidUuid)]
    [InlineData("{\"image_uuid\": null}", RejectReason.InvalidUuid)]
    [InlineData("{\"image_uuid\": [1, 2]}", RejectReason.InvalidUuid)]
    [InlineData("{\"image_uuid\": \"b840de61\"}", RejectReason.InvalidUuid)]
    [InlineData("{\"image_uuid\": \"b840de61-fb9d-4ec5-9572-8d778875869g\"}", RejectReason.InvalidUuid)]
    [InlineData("{\"image_uuid\": \"{b840de61-fb9d-4ec5-9572-8d778875869f}\"}", RejectReason.InvalidUuid)]
    [InlineData(Start + "{\"Labels\": [{\"Confidence\": 50}]}}", RejectReason.MissingName)]
    [InlineData(Start + "{\"Labels\": [{\"Name\": \"\", \"Confidence\": 50}]}}", RejectReason.MissingName)]
    [InlineData(Start + "{\"Labels\": [{\"Name\": {\"x\": 1}, \"Confidence\": 50}]}}", RejectReason.MissingName)]
    [InlineData(Start + "{\"Labels\": [{\"Name\": \"a\\u0000b\", \"Confidence\": 50}]}}", RejectReason.InvalidName)]
    [InlineData(Start + "{\"Labels\": [{\"Name\": \"\\ud83d\", \"Confidence\": 50}]}}", RejectReason.InvalidName)]
    [InlineData(Start + "{\"Labels\": [{\"Name\": \"A\"}]}}", RejectReason.InvalidConfidence)]
    [InlineData(Start + "{\"Labels\": [{\"Name\": \"A\", \"Confidence\": \"50\"}]}}", RejectReason.InvalidConfidence)]
    [InlineData(Start + "{\"Labels\": [{\"Name\": \"A\", \"Confidence\": 100.1}]}}", RejectReason.InvalidConfidence)]
    [InlineData(Start + "{\"Labels\": [{\"Name\": \"A\", \"Confidence\": -1}]}}", RejectReason.InvalidConfidence)]
    [InlineData(Start + "{\"Labels\": [{\"Name\": \"A\", \"Confidence\": 1e400}]}}", RejectReason.InvalidConfidence)]
    public void A_line_that_cannot_be_read_is_rejected_with_its_reason(string line, RejectReason reason) =>
        Assert.Equal(reason, Parse(line, new LabelRecord()));

    [Fact]
    public void A_name_that_is_not_utf8_is_rejected()
    {
        byte[] line = [.. Encoding.UTF8.GetBytes(Start + "{\"Labels\": [{\"Name\": \""), 0xC3, 0x28, .. "\", \"Confidence\": 1}]}}"u8];

        Assert.Equal(RejectReason.InvalidName, new RecordParser().Parse(line, new LabelRecord()));
    }

    [Fact]
    public void A_line_nested_too_deeply_is_rejected()
    {
        var line = Start + "{\"x\": " + new string('[', 10_000) + new string(']', 10_000) + "}}";

        Assert.Equal(RejectReason.InvalidJson, Parse(line, new LabelRecord()));
    }

    [Fact]
    public void Ten_thousand_labels_in_a_record_are_read()
    {
        var labels = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"{{\"Name\": \"Label {i}\", \"Confidence\": 50}}"));
        var record = new LabelRecord();

        Assert.Equal(RejectReason.None, Parse(Start + "{\"Labels\": [" + labels + "]}}", record));
        Assert.Equal(10_000, record.LabelCount);
        Assert.Equal("Label 9999", Encoding.UTF8.GetString(record.Name(9_999)));
    }

    [Theory]
    [InlineData("{\"LabelModelVersion\": \"2.0\", \"Labels\": []}", "2.0")]
    [InlineData("{\"LabelModelVersion\": \"\\u0033\\u002e0\"}", "3.0")]
    [InlineData("{\"LabelModelVersion\": \"2.0\", \"LabelModelVersion\": \"3.0\"}", "3.0")]
    [InlineData("{\"LabelModelVersion\": \"2.0\"}, \"response\": {}", "")]
    [InlineData("{\"LabelModelVersion\": \"0123456789abcdef0123456789abcdef\"}", "0123456789abcdef0123456789abcdef")]
    [InlineData("{\"LabelModelVersion\": \"0123456789abcdef0123456789abcdef0\"}", "")]
    [InlineData("{\"LabelModelVersion\": \"\\ud800\"}", "")]
    [InlineData("{\"LabelModelVersion\": {\"x\": [1]}}", "")]
    [InlineData("{\"LabelModelVersion\": 2}", "")]
    [InlineData("{}", "")]
    [InlineData("null", "")]
    public void The_version_of_the_model_is_read_and_an_odd_one_rejects_nothing(string response, string expected)
    {
        var record = new LabelRecord();
        Parse(Start + "{\"LabelModelVersion\": \"of the line before\"}}", record);

        Assert.Equal(RejectReason.None, Parse(Start + response + "}", record));
        Assert.Equal(expected, Encoding.UTF8.GetString(record.ModelVersion));
    }

    private static RejectReason Parse(string line, LabelRecord record) => new RecordParser().Parse(Encoding.UTF8.GetBytes(line), record);

    private static string Text(LabelRecord record) =>
        string.Join(", ", Enumerable.Range(0, record.LabelCount)
            .Select(i => $"{Encoding.UTF8.GetString(record.Name(i))} {Encoding.ASCII.GetString(record.Accuracy(i))}"));
}

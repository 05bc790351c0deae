using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IngestTests;

namespace StateMachineTests;

/// <summary>A file made to break the ingestion, through the real machine: every line either comes into the catalog right or is kept with its reason.</summary>
public sealed class HostileInputTests(CloudFixture fixture)
{
    private const string Key = "../\"lab'els\" %2F日本 ;--.jsonl";

    private static readonly string[] Names =
    [
        "quote \" and backslash \\ and 'apostrophe'", "\\\"}], \"provider\": \"x\"", "'; DROP TABLE image; --", "line\nfeed\ttab\u0001", "日本語 😀", "\u2028\u2029",
        "$1 {catalog} %s", "\\.", "\\N",
    ];

    [Fact]
    public async Task Every_line_comes_in_right_or_is_kept_with_its_reason()
    {
        await using var deployment = await fixture.DeployAsync();
        var hostile = new HostileFile();
        var named = hostile.Good(Names.Select(name => (name, "99.5")));
        var odd = hostile.Good([("minus zero", "-0"), ("exponent", "9.95E+1"), ("tiny", "1e-7"), ("a hundred", "100.000")]);
        var many = hostile.Good(Enumerable.Range(0, 10_000).Select(i => ($"label {i}", i.ToString(CultureInfo.InvariantCulture) + "e-2")));
        hostile.Bad("invalidConfidence", Label("\"x\"", "1e400"));
        hostile.Bad("invalidConfidence", Label("\"x\"", "-1e-400"));
        hostile.Bad("invalidName", Label("\"\\ud800\"", "50"));
        hostile.Bad("invalidName", Label("\"a\\u0000b\"", "50"));
        hostile.Bad("invalidName", [.. "{\"image_uuid\": \"00000000-0000-0000-0000-000000000009\", \"response\": {\"Labels\": [{\"Name\": \""u8, 0xC3, 0x28, .. "\", \"Confidence\": 50}]}}"u8]);
        hostile.Bad("invalidJson", Encoding.UTF8.GetBytes("{\"x\": " + new string('[', 100_000)));
        hostile.Bad("invalidJson", [.. "\0\0\0"u8]);
        hostile.Bad("lineTooLong", new byte[17 * 1024 * 1024].Select(_ => (byte)'x').ToArray());
        var twice = hostile.Line(
            "{\"image_uuid\": \"00000000-0000-0000-0000-0000000000aa\", \"image_uuid\": \"00000000-0000-0000-0000-0000000000bb\", "
            + "\"response\": {\"Labels\": [{\"Name\": \"a\", \"Name\": \"b\", \"Confidence\": 1, \"Confidence\": 2}]}}",
            new Guid("00000000-0000-0000-0000-0000000000bb"));
        hostile.Bad("invalidJson", Encoding.UTF8.GetBytes("{\"image_uuid\": \"00000000-0000-0000-0000-0000000000cc\", \"response\": {\"Labels\": [{\"Name\": \"cut"), lineFeed: false);
        foreach (var image in new[] { named, odd, many, twice })
            await AddImageAsync(deployment, image);

        var source = deployment.Put(Key, hostile.ToArray());
        var outcome = await deployment.RunAsync(source, new JsonObject { ["rejectTolerance"] = 1, ["shardBytes"] = 5_000_000, ["nameCase"] = "asIs" });

        Assert.True(outcome.Succeeded, $"{outcome.Error}: {outcome.Message}");
        Assert.Equal(Names, await NamesAsync(deployment, named));
        Assert.Equal("0 0.995 0.000000001 1", await AccuraciesAsync(deployment, odd));
        Assert.Equal(10_000, (await NamesAsync(deployment, many)).Count);
        Assert.Equal(["b"], await NamesAsync(deployment, twice));
        await AssertRejectsAsync(deployment, hostile);
    }

    private static byte[] Label(string name, string confidence) =>
        Encoding.UTF8.GetBytes(
            $$$"""{"image_uuid": "00000000-0000-0000-0000-000000000001", "response": {"Labels": [{"Name": {{{name}}}, "Confidence": {{{confidence}}}}]}}""");

    private static Task<long> AddImageAsync(TestDeployment deployment, Guid image) => deployment.ScalarAsync<long>(
        $"""
        INSERT INTO image (identifier, created_on, updated_on, url, license, removed_from_source)
        VALUES ('{image}', '2020-01-01', '2020-01-01', 'https://example.org/{image}', 'by', false)
        """);

    private static async Task<IReadOnlyList<string>> NamesAsync(TestDeployment deployment, Guid image)
    {
        var tags = await deployment.ScalarAsync<string>($"SELECT tags::text FROM image WHERE identifier = '{image}'");
        return [.. JsonNode.Parse(tags!)!.AsArray().Select(tag => (string)tag!["name"]!)];
    }

    private static Task<string?> AccuraciesAsync(TestDeployment deployment, Guid image) => deployment.ScalarAsync<string>(
        $"""
        SELECT string_agg(tag ->> 'accuracy', ' ' ORDER BY at)
        FROM image, jsonb_array_elements(tags) WITH ORDINALITY AS tag (tag, at)
        WHERE identifier = '{image}'
        """);

    private static async Task AssertRejectsAsync(TestDeployment deployment, HostileFile hostile)
    {
        var content = hostile.ToArray();
        var rejects = await deployment.RowsAsync(
            "SELECT byte_offset, byte_length, reason, object_key, object_offset FROM label_ingest.reject ORDER BY byte_offset");
        Assert.Equal(hostile.Rejected, rejects.Select(reject => ((long)reject[0]!, (long)reject[1]!, (string)reject[2]!)));
        foreach (var reject in rejects)
        {
            var kept = (await deployment.ResultAsync((string)reject[3]!)).AsSpan((int)(long)reject[4]!, (int)(long)reject[1]!);
            Assert.True(content.AsSpan((int)(long)reject[0]!, kept.Length).SequenceEqual(kept), $"The line at {reject[0]} is not what was kept.");
        }
    }

    private sealed class HostileFile
    {
        private readonly List<byte> content = [];
        private readonly List<(long Offset, long Length, string Reason)> rejected = [];

        public IReadOnlyList<(long Offset, long Length, string Reason)> Rejected => rejected;

        public Guid Good(IEnumerable<(string Name, string Confidence)> labels)
        {
            var image = Guid.NewGuid();
            var list = string.Join(", ", labels.Select(label => $$"""{"Name": {{JsonSerializer.Serialize(label.Name)}}, "Confidence": {{label.Confidence}}}"""));
            return Line($$$"""{"image_uuid": "{{{image}}}", "response": {"Labels": [{{{list}}}]}}""", image);
        }

        public Guid Line(string line, Guid image)
        {
            content.AddRange(Encoding.UTF8.GetBytes(line + "\n"));
            return image;
        }

        public void Bad(string reason, byte[] line, bool lineFeed = true)
        {
            rejected.Add((content.Count, line.Length, reason));
            content.AddRange(line);
            if (lineFeed)
                content.Add((byte)'\n');
        }

        public byte[] ToArray() => content.ToArray();
    }
}

using System.Text;
using Labels.Records;

namespace LabelsTests.Records;

/// <summary>
/// A line that looks as services write it is read in a fast way, any other one carefully. Both must come to the same: here each line is read
/// as it is, and once more with something before it that the fast way does not go into.
/// </summary>
public sealed class FastAndCarefulTests
{
    private const int Lines = 60_000;

    /// <summary>Nested more deeply than the fast way goes, by far less than what is refused.</summary>
    private static readonly string Deep = "{\"deep\":" + new string('[', 40) + new string(']', 40) + ",";

    private static readonly string[] Templates =
    [
        "{\"image_uuid\":\"b840de61-fb9d-4ec5-9572-8d778875869f\",\"response\":{\"Labels\":[{\"Name\":\"Human\",\"Confidence\":99.048286438,"
        + "\"Instances\":[],\"Parents\":[]},{\"Name\":\"Person\",\"Confidence\":98.5,\"Instances\":[{\"BoundingBox\":{\"Width\":0.5270285606,"
        + "\"Height\":0.975887537,\"Left\":0.3445735276,\"Top\":0.0202232208},\"Confidence\":96.4437713623},{\"BoundingBox\":{\"Width\":0,"
        + "\"Height\":1,\"Left\":-0.1,\"Top\":5.9e-05},\"Confidence\":100}],\"Parents\":[{\"Name\":\"Human\"},{\"Name\":\"B\\/\\u00d1\"}]}],"
        + "\"LabelModelVersion\":\"2.0\",\"ResponseMetadata\":{\"HTTPStatusCode\":200,\"HTTPHeaders\":{\"content-type\":\"a\\/b\"},\"x\":[true,false,null]}}}",
        "{ \"image_uuid\": \"b840de61-fb9d-4ec5-9572-8d778875869f\", \"response\": { \"Labels\": [ { \"Name\": \"Caf\u00e9 \u65e5\", \"Confidence\": 1e2, "
        + "\"Aliases\": [ { \"Name\": \"C\" } ], \"Instances\": [ ], \"Parents\": [ { \"Name\": \"D\" } ] } ], \"LabelModelVersion\": \"3.0\" } }\r",
        "{\"response\":{\"Labels\":[{\"Confidence\":50.25,\"Name\":\"A\",\"Name\":\"\\ud83d\\ude00\"},{\"Name\":\"Z\",\"Confidence\":12}]},"
        + "\"image_uuid\":\"B840DE61-FB9D-4EC5-9572-8D778875869F\"}",
    ];

    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "\"", "\\", "{", "}", "[", "]", ":", ",", " ", "\t", "\0", "0", "9", ".", "-", "+", "e", "E", "\u001f", "\u00e9", "\\u0000", "\\ud800", "\\x",
            "null", "true", "01", "1.", ".5", "1e", "100.0000001", "\"Name\":\"x\",", "\"Confidence\":7,", "\"Instances\":[],", "\"Parents\":[]",
            "{}", "[]", "\"\"", "\"Labels\":[],", "\"response\":null,", "\"LabelModelVersion\":7,", "99.90", "00.5", "5.125",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF],
        [0xC3],
    ];

    [Fact]
    public void Both_ways_of_reading_a_line_come_to_the_same()
    {
        var random = new Random(8);
        var parser = new RecordParser();
        var outcomes = new Dictionary<RejectReason, int>();
        for (var i = 0; i < Lines; i++)
        {
            var line = Mutated(Encoding.UTF8.GetBytes(Templates[i % Templates.Length]), random);
            var fast = Read(parser, line);
            if (line.AsSpan().StartsWith("{"u8) && line.AsSpan(1).TrimStart(" \t"u8).StartsWith("\""u8))
                Assert.True(Read(parser, [.. Encoding.UTF8.GetBytes(Deep), .. line.AsSpan(1)]) == fast, $"line {i}: {Encoding.UTF8.GetString(line)}: {fast}");

            outcomes[fast.Reason] = outcomes.GetValueOrDefault(fast.Reason) + 1;
        }

        Assert.True(outcomes.Count > 5 && outcomes[RejectReason.None] > Lines / 10, string.Join(", ", outcomes));
    }

    private static byte[] Mutated(byte[] line, Random random)
    {
        for (var mutations = random.Next(3); mutations > 0; mutations--)
        {
            var at = random.Next(line.Length);
            var end = Math.Min(line.Length, at + random.Next(4));
            line = random.Next(4) switch
            {
                0 => [.. line[..at], .. line[end..]],
                1 => [.. line[..at], .. Pieces[random.Next(Pieces.Length)], .. line[at..]],
                2 => [.. line[..at], .. Pieces[random.Next(Pieces.Length)], .. line[end..]],
                _ => [.. line[..at], .. line[random.Next(at + 1)..]],
            };
        }

        return line;
    }

    private static (RejectReason Reason, string Record) Read(RecordParser parser, byte[] line)
    {
        var record = new LabelRecord();
        var reason = parser.Parse(line, record);
        return (reason, reason == RejectReason.None ? Text(record) : "");
    }

    private static string Text(LabelRecord record)
    {
        var labels = Enumerable.Range(0, record.LabelCount)
            .Select(label => $"{Convert.ToHexString(record.Name(label))} {Encoding.ASCII.GetString(record.Accuracy(label))}");
        return $"{record.ImageId} {Convert.ToHexString(record.ModelVersion)} {string.Join(", ", labels)}";
    }
}

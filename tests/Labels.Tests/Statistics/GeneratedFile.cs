using System.Text;
using System.Text.Json;

namespace LabelsTests.Statistics;

/// <summary>A small label file with everything in it that statistics may stumble over. The same seed gives the same file.</summary>
internal sealed class GeneratedFile(int seed)
{
    private static readonly string[] Names =
        ["Cat", "cat", "CAT", "Dog", "Person", "Woman", "woman", "Man", "Senior Citizen", "A/B", "Élan", "日本語 😀", "Quote \" and <b>", "Teen"];

    private static readonly string[] Odd =
    [
        "90", "90.0", "9e1", "9.0E+1", "0.9e2", "900E-1", "89.999999999999", "89.9999999999999999999999", "90.0000000000000000000001",
        "0", "0.0", "-0", "0e7", "100", "100.000", "1e2", "1E+02", "99.99", "99.999999999999999999", "1e-9", "5E-25", "0.01", "0.009999",
        "50", "55.005", "54.995", "54.99500000000000000000000001", "79", "80", "12.345678901234567890123",
    ];

    private static readonly string[] Versions =
        ["\"2.0\"", "\"2.0\"", "\"3.0\"", "\"\\u0033.0\"", "\"\"", "3", "null", "\"\\ud800\"", $"\"{new string('9', 32)}\"", $"\"{new string('9', 33)}\""];

    private readonly Random random = new(seed);

    /// <param name="records">Readable ones; there are others.</param>
    public string Text(int records)
    {
        var text = new StringBuilder();
        for (var record = 0; record < records; record++)
        {
            text.Append(Record()).Append(random.Next(5) == 0 ? "\r\n" : "\n");
            if (random.Next(10) == 0)
                text.Append(random.Next(2) == 0 ? "\n" : "{\"response\": {\"Labels\": [{\"Name\": \"Broken\", \"Confidence\": 99}]}}\n");
        }

        return text.ToString();
    }

    private string Record()
    {
        var labels = Enumerable.Range(0, LabelCount()).Select(_ => $"{{\"Name\":{Name()},\"Confidence\":{Confidence()}}}");
        var version = random.Next(6) == 0 ? "" : $",\"LabelModelVersion\":{Versions[random.Next(Versions.Length)]}";
        var image = new byte[16];
        random.NextBytes(image);
        return $"{{\"image_uuid\":\"{new Guid(image)}\",\"response\":{{\"Labels\":[{string.Join(',', labels)}]{version}}}}}";
    }

    private int LabelCount() => random.Next(40) switch
    {
        < 4 => 0,
        4 => 1,
        5 => 2,
        6 => 254 + random.Next(6),
        _ => random.Next(1, 30),
    };

    private string Name() => JsonSerializer.Serialize(random.Next(3) == 0 ? $"Label {random.Next(200)}" : Names[random.Next(Names.Length)]);

    private string Confidence() => random.Next(4) switch
    {
        0 => Odd[random.Next(Odd.Length)],
        1 => (random.NextDouble() * 100).ToString("F" + random.Next(17)),
        2 => (random.Next(55_000_000, 100_000_001) / 1_000_000m).ToString(),
        _ => ((double)(float)(55 + (random.NextDouble() * 45))).ToString(),
    };
}

namespace CurationTests.Policy;

/// <summary>Arrays of tags as a catalog has them after years of writers, odd ones included; the same for the same seed.</summary>
internal sealed class RandomTags(int seed, IReadOnlyList<string> names)
{
    private static readonly string[] Providers =
    [
        "\"rekognition\"", "\"clarifai\"", "\"flickr\"", "\"Rekognition\"", "\" Clarifai\\t\"", "\"MACHINE\"", "\"clarifai\\u00a0\"", "\"machine\"", "\"lenient\"", "\"\"", "null", "5", "{}", "[\"clarifai\"]", "false",
    ];

    private static readonly string[] OddNames =
    [
        "\"\"", "null", "5", "[\"kid\"]", "{\"name\": \"kid\"}", "true", "\" kid\"", "\"\\u212Aid\"", "\"k\\u0131d\"", "\"K\\u0130D\"", "\"\\uFF2Bid\"", "\"k\\u0069d\"",
        "\"no person\"", "\"NO PERSON\"", "\"CC BY-SA\"", "\"cc0\"", "\"uploaded:by=flickrmobile\"", "\"a=b\"", "\"geo:lat\"", "\"日本 😀\"", "\"quote \\\" and \\\\\"", "\"woman \"",
    ];

    private static readonly string[] OddAccuracies =
    [
        "null", "0", "1", "0.9", "0.90", "-0", "-0.95", "1.0000000000000000000000001", "0.8999999999999999999999999999", "9e-1", "9E-1", "90e-2", "1e-400", "1e400", "95",
        "true", "false", "{}", "[0.99]", "{\"value\": 0.99}", "\"\"", "\"NaN\"", "\"nan\"", "\"Infinity\"", "\"-inf\"", "\"0.95\"", "\"0.9\"", "\"0.90\"", "\"1\"", "\"1.0\"", "\"1.01\"",
        "\"0.8999999\"", "\".95\"", "\"0.\"", "\"+0.95\"", "\"-0.95\"", "\"00.95\"", "\" 0.95\"", "\"0.95 \"", "\"0,95\"", "\"95%\"", "\"9.5e-1\"", "\"9.5E-01\"", "\"0.95e+0\"", "\"1e1\"", "\"1e999\"",
        "\"1e-999\"", "\"1e9999\"", "\"0x1p-1\"", "\"1_0\"", "\"\\uFF10.95\"", "\"0.95\\n\"", "\"high\"", "\"0.9999999999999999999999999999999999999999999999999999999999999999999\"",
    ];

    private readonly Random random = new(seed);

    public string Next() => random.Next(20) switch
    {
        0 => Pick("null", "{}", "5", "\"kid\"", "true", "[]", "{\"name\": \"cat\"}", "[[{\"name\": \"cat\"}]]"),
        _ => $"[{string.Join(", ", Enumerable.Range(0, random.Next(0, 12)).Select(_ => Element()))}]",
    };

    private string Element() => random.Next(15) switch
    {
        0 => Pick("null", "5", "\"cat\"", "[]", "[\"name\"]", "{}", "true", "[{\"name\": \"cat\"}]"),
        _ => $"{{{string.Join(", ", Members().OrderBy(_ => random.Next()))}}}",
    };

    private List<string> Members()
    {
        var members = new List<string>();
        if (random.Next(20) > 0)
            members.Add($"\"name\": {(random.Next(4) == 0 ? Pick(OddNames) : Name())}");

        if (random.Next(4) > 0)
            members.Add($"\"provider\": {Pick(Providers)}");

        if (random.Next(4) > 0)
            members.Add($"\"accuracy\": {(random.Next(2) == 0 ? Pick(OddAccuracies) : Accuracy())}");

        if (random.Next(10) == 0)
            members.Add("\"detail\": {\"name\": \"woman\", \"accuracy\": \"x\"}");

        if (random.Next(30) == 0)
            members.Add("\"Name\": \"kid\"");

        return members;
    }

    private string Name()
    {
        var name = Pick(names);
        return random.Next(4) switch
        {
            0 => $"\"{name.ToUpperInvariant()}\"",
            1 => $"\"{name.ToLowerInvariant()}\"",
            2 => $"\"{string.Concat(name.Select(c => random.Next(2) == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c)))}\"",
            _ => $"\"{name}\"",
        };
    }

    private string Accuracy()
    {
        var number = $"0.{random.Next(80, 100)}{random.Next(1000)}";
        return random.Next(3) == 0 ? $"\"{number}\"" : number;
    }

    private string Pick(params IReadOnlyList<string> choices) => choices[random.Next(choices.Count)];
}

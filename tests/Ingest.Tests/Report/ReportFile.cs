using System.Text.Json.Nodes;

namespace IngestTests.Report;

/// <summary>A label file whose names and unreadable lines would take over a page that lets them.</summary>
internal static class ReportFile
{
    /// <summary>As the service might have written them; each in several records, with a confidence of its own.</summary>
    public static readonly string[] Names =
    [
        "<script>window.taken = 1</script>",
        "</style></title></table></svg><img src=x onerror=\"window.taken = 1\">",
        "\" onmouseover=\"window.taken = 1\" style=\"position:fixed",
        "' onfocus='window.taken = 1",
        "&lt;b&gt; &amp;amp;",
        "\u202Egnp.exe\u2066",
        "bell\u0007 escape\u001B[31m \u0085",
        "家族 👨‍👩‍👧 ناز‌نین",
        new string('W', 200),
        "Woman",
    ];

    /// <summary>Lines that cannot be read, each with its reason.</summary>
    public static readonly (byte[] Line, string Reason)[] Broken =
    [
        ([.. "<script>window.taken = 1</script>"u8], "invalidJson"),
        ([.. "{\"image_uuid\": \"\\u202E<img src=x onerror=window.taken=1>"u8, 0xFF, 0xC3, 0x00, 0x1B, (byte)'"'], "invalidJson"),
        ([.. "{\"image_uuid\": \"</td></table><script>window.taken=1</script>\", \"response\": {\"Labels\": []}}"u8], "invalidUuid"),
        ([.. "{\"image_uuid\": \"b840de61-fb9d-4ec5-9572-8d7788758690\", \"response\": {\"Labels\": [{\"Name\": \"\\uD83D\", \"Confidence\": 99}]}}"u8], "invalidName"),
    ];

    /// <summary>Name <c>i</c> is in the first <c>10 - i</c> of ten records; after them come one without labels and the broken lines.</summary>
    public static byte[] Content()
    {
        using var file = new MemoryStream();
        for (var record = 0; record < Names.Length; record++)
            WriteLine(file, Record(record, Names.Take(Names.Length - record)));

        WriteLine(file, Record(Names.Length, []));
        foreach (var (line, _) in Broken)
        {
            file.Write(line);
            file.WriteByte((byte)'\n');
        }

        return file.ToArray();
    }

    private static void WriteLine(MemoryStream file, JsonObject record)
    {
        file.Write(System.Text.Encoding.UTF8.GetBytes(record.ToJsonString()));
        file.WriteByte((byte)'\n');
    }

    private static JsonObject Record(int number, IEnumerable<string> names) => new()
    {
        ["image_uuid"] = $"b840de61-fb9d-4ec5-9572-8d77887586{number:x2}",
        ["response"] = new JsonObject
        {
            ["LabelModelVersion"] = "<b>3.0</b>",
            ["Labels"] = new JsonArray([.. names.Select((name, index) => new JsonObject { ["Name"] = name, ["Confidence"] = 99.5 - (5 * index) })]),
        },
    };
}

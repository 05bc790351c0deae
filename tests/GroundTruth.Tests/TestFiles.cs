using System.Text;
using System.Text.Json.Nodes;

namespace GroundTruthTests;

/// <summary>Files beside the tests: sample data, events, the packaged taxonomy.</summary>
internal static class TestFiles
{
    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, file);

    public static string Text(string file) => File.ReadAllText(PathOf(file));

    public static JsonObject Event(string name) => JsonNode.Parse(Text($"events/{name}.json"))!.AsObject();

    public static Stream Utf8(string content) => new MemoryStream(Encoding.UTF8.GetBytes(content));
}

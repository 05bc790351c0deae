using System.Text;
using System.Text.Json.Nodes;

namespace StateMachineTests;

/// <summary>
/// What an ingestion must come to, worked out once more in the plainest way: the whole file as a list of JSON documents, names and
/// numbers as the JSON library reads them.
/// </summary>
internal static class ReferenceIngest
{
    /// <summary>Each image's new tags; of an image that occurs more than once the last that has labels.</summary>
    public static Dictionary<Guid, JsonArray> TagsOf(byte[] file)
    {
        var images = new Dictionary<Guid, JsonArray>();
        foreach (var line in Encoding.UTF8.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var record = JsonNode.Parse(line)!;
            var best = new Dictionary<string, decimal>(StringComparer.Ordinal);
            foreach (var label in record["response"]?["Labels"]?.AsArray() ?? [])
            {
                var name = ((string)label!["Name"]!).ToLowerInvariant();
                var accuracy = label["Confidence"]!.GetValue<decimal>() / 100;
                best[name] = Math.Max(accuracy, best.GetValueOrDefault(name));
            }

            if (best.Count > 0)
                images[Guid.Parse((string)record["image_uuid"]!)] = [.. best.Select(tag => Tag(tag.Key, tag.Value))];
        }

        return images;
    }

    /// <summary>Tags after a merge, from the tags before.</summary>
    public static JsonArray Merge(JsonArray? before, JsonArray added)
    {
        var names = added.Select(tag => (string)tag!["name"]!).ToHashSet(StringComparer.Ordinal);
        var merged = new JsonArray();
        foreach (var tag in before ?? [])
        {
            if ((string?)tag!["provider"] != "rekognition" || !names.Contains((string)tag["name"]!))
                merged.Add(tag.DeepClone());
        }

        foreach (var tag in added)
            merged.Add(tag!.DeepClone());

        return merged;
    }

    private static JsonObject Tag(string name, decimal accuracy) => new() { ["name"] = name, ["accuracy"] = accuracy, ["provider"] = "rekognition" };
}

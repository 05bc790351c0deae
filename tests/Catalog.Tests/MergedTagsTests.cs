using System.Globalization;
using System.Text.Json.Nodes;
using Catalog.Merge;

namespace CatalogTests;

/// <summary>Many images with tags of all kinds, against the rule as design and README word it, written down once more.</summary>
public sealed class MergedTagsTests(PostgresFixture postgres)
{
    private const int Images = 600;
    private const string Provider = "rekognition";

    private static readonly string[] Names = ["cat", "dog", "Cat", "bird", "7", ""];

    private static readonly string[] Odd =
    [
        "{}", """{"name": "cat"}""", $$"""{"provider": "{{Provider}}"}""", "\"cat\"", "7", "null", $"[\"{Provider}\"]", "[]",
        $$"""{"name": ["cat"], "provider": "{{Provider}}"}""", $$"""{"name": 7, "provider": "{{Provider}}"}""",
        $$"""{"name": "cat", "accuracy": "0.5", "provider": "{{Provider}}"}""", $$"""[{"name": "cat", "provider": "{{Provider}}"}]""",
        $$"""{"name": "cat", "provider": ["{{Provider}}"]}""",
    ];

    private static readonly string?[] NoLists = [null, "null", "{}", "\"cat\"", "7", """{"name": "cat", "provider": "flickr"}"""];

    [Theory]
    [InlineData(MergeMode.Merge, 1)]
    [InlineData(MergeMode.Merge, 2)]
    [InlineData(MergeMode.Replace, 3)]
    [InlineData(MergeMode.Replace, 4)]
    public async Task Whatever_an_image_has_its_tags_come_out_by_the_rule_once_and_can_be_taken_back(MergeMode mode, int seed)
    {
        var random = new Random(seed);
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var images = new List<(Guid Image, string? Before, string Added)>();
        for (var i = 0; i < Images; i++)
        {
            var added = Added(random);
            var former = Former(random, added);
            var image = await catalog.AddImageAsync(former);
            images.Add((image, former, added));
        }

        var before = await catalog.DigestAsync();
        var run = await catalog.BeginRunAsync();
        await catalog.StageAsync(run, [.. images.Select(image => (image.Image, image.Added))]);
        var changed = await catalog.MergeStagedAsync(run, images.Count, mode, batchRows: 97);

        var different = 0;
        foreach (var (image, former, added) in images)
        {
            var expected = Merged(former, added, mode);
            var isEqual = former is not null && JsonNode.DeepEquals(JsonNode.Parse(former), expected);
            different += isEqual ? 0 : 1;
            var tags = await catalog.TagsAsync(image);
            Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(tags!)), $"{former} and {added} became {tags}");
            Assert.Equal(!isEqual, await catalog.IsUpdatedAsync(image));
        }

        Assert.InRange(different, 1, Images - 1);
        Assert.Equal(different, changed);
        await AssertUntouchedBySecondRunAsync(catalog, [.. images.Select(image => (image.Image, image.Added))], mode);
        Assert.Equal((different, true), await catalog.UndoAsync(run));
        Assert.Equal(before, await catalog.DigestAsync());
    }

    /// <summary>
    /// Hardly any are locked even, which leaves an xmax: the first and the last of a batch are, in either run, to let others out of the way.
    /// </summary>
    private static async Task AssertUntouchedBySecondRunAsync(
        TestCatalog catalog, IReadOnlyList<(Guid Image, string Tags)> rows, MergeMode mode)
    {
        const string Versions = "SELECT md5(string_agg(concat_ws(' ', ctid, xmin, updated_on), ',' ORDER BY identifier)) FROM image";
        var versions = await catalog.ScalarAsync(Versions);
        var again = await catalog.BeginRunAsync();
        await catalog.StageAsync(again, rows);

        Assert.Equal(0, await catalog.MergeStagedAsync(again, rows.Count, mode, batchRows: 97));

        Assert.Equal(versions, await catalog.ScalarAsync(Versions));
        Assert.InRange((long)(await catalog.ScalarAsync("SELECT count(*) FROM image WHERE xmax <> 0"))!, 0, 4 * (Images / 97 + 1));
        Assert.Equal((0, true), await catalog.UndoAsync(again));
    }

    /// <summary>The rule. Equal numbers that are written differently are equal.</summary>
    private static JsonArray Merged(string? former, string added, MergeMode mode)
    {
        var news = JsonNode.Parse(added)!.AsArray();
        var names = news.Select(tag => (string)tag!["name"]!).ToHashSet(StringComparer.Ordinal);
        var result = new JsonArray();
        var present = former is null ? null : JsonNode.Parse(former);
        foreach (var tag in present is JsonArray list ? list.ToArray() : present is null ? [] : [present])
        {
            var isOurs = tag is JsonObject && tag["provider"] is JsonValue provider && provider.TryGetValue<string>(out var text) && text == Provider;
            if (present is not JsonArray
                || !isOurs
                || (mode == MergeMode.Merge && !(tag!["name"] is JsonValue name && name.TryGetValue<string>(out var named) && names.Contains(named))))
            {
                result.Add(tag?.DeepClone());
            }
        }

        foreach (var tag in news)
            result.Add(tag!.DeepClone());

        return result;
    }

    private static string Added(Random random) =>
        $"[{string.Join(", ", Names.Where(_ => random.Next(2) == 0).DefaultIfEmpty("cat").Select(name => Tag(random, name, Provider)))}]";

    /// <summary>Often one that has the new tags already: at its end alone, after others, among the provider's, turned round, or in part.</summary>
    private static string? Former(Random random, string added)
    {
        if (random.Next(12) == 0)
            return NoLists[random.Next(NoLists.Length)];

        var elements = new List<string>();
        for (var i = random.Next(4); i > 0; i--)
            elements.Add(Element(random));

        var news = JsonNode.Parse(added)!.AsArray().Select(tag => tag!.ToJsonString()).ToList();
        switch (random.Next(5))
        {
            case 0:
                break;
            case 1:
                news.Reverse();
                elements.AddRange(news);
                break;
            case 2:
                elements.AddRange(news.Skip(1));
                elements.AddRange(news.Take(random.Next(2)));
                break;
            default:
                elements.AddRange(news);
                break;
        }

        if (random.Next(6) == 0)
            elements.Add(Element(random));

        return $"[{string.Join(", ", elements)}]";
    }

    private static string Element(Random random) => random.Next(4) switch
    {
        0 => Odd[random.Next(Odd.Length)],
        1 => Tag(random, Names[random.Next(Names.Length)], Provider),
        _ => Tag(random, Names[random.Next(Names.Length)], "flickr"),
    };

    private static string Tag(Random random, string name, string provider) =>
        $$"""{"name": "{{name}}", "accuracy": {{(0.5 + random.Next(3) / 10.0).ToString(random.Next(3) == 0 ? "0.00" : "0.0", CultureInfo.InvariantCulture)}}, "provider": "{{provider}}"}""";
}

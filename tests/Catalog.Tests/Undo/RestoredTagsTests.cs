using Catalog.Merge;

namespace CatalogTests.Undo;

/// <summary>What becomes of one image's tags when a run is taken back that found a cat and a dog.</summary>
public sealed class RestoredTagsTests(PostgresFixture postgres)
{
    private const string Cat = """{"name": "cat", "accuracy": 0.99, "provider": "rekognition"}""";
    private const string Dog = """{"name": "dog", "accuracy": 0.75, "provider": "rekognition"}""";
    private const string OldCat = """{"name": "cat", "accuracy": 0.5, "provider": "rekognition"}""";
    private const string Bird = """{"name": "bird", "accuracy": 0.970, "provider": "rekognition"}""";
    private const string Holiday = """{"name": "holiday", "provider": "flickr"}""";

    private static readonly string?[] Formers =
    [
        null,
        "null",
        "[]",
        """{"name": "lost"}""",
        $"[[{OldCat}]]",
        "\"cat\"",
        "7.10",
        "true",
        $"[{Holiday}]",
        $"[{OldCat}]",
        $"[{OldCat}, {Holiday}, {OldCat}, {Holiday}, {Holiday}]",
        $"[{Holiday}, {OldCat}, {Bird}, {Holiday}, {OldCat}]",
        $"[{Bird}, {Holiday}, {Dog}]",
        $"[{Dog}, {Cat}]",
        $"[{Cat}, {Dog}, {Cat}, {Dog}]",
        $"[{Cat}, {Dog}, {Holiday}]",
        """[{"name": "cat", "accuracy": 0.970, "provider": "rekognition"}, {"name": "cat", "accuracy": 0.97, "provider": "rekognition"}]""",
        """[{"name": "cat", "accuracy": "0.97", "provider": "rekognition", "more": [1.0, null]}, {"name": "cat", "provider": "clarifai"}]""",
        """[{}, {"name": "cat"}, {"provider": "rekognition"}, "cat", 7, null, ["rekognition"], {"name": ["cat"], "provider": "rekognition"}]""",
        """[{"provider": "rekognition"}, {"provider": "rekognition"}, {"name": 7, "provider": "rekognition"}, {"name": "7", "provider": "rekognition"}]""",
    ];

    /// <summary>Tags before the run, what others did to those after it (as SQL), tags after the undo.</summary>
    public static TheoryData<string, string, string?> LaterChanges => new()
    {
        // Something was added, in front, in the middle, at the end.
        { $"[{Bird}, {OldCat}]", $"tags || '[{Holiday}]'", $"[{Bird}, {OldCat}, {Holiday}]" },
        { $"[{Bird}, {OldCat}]", $"'[{Holiday}]' || tags", $"[{Holiday}, {OldCat}, {Bird}]" },
        { $"[{Bird}, {OldCat}]", $"jsonb_insert(tags, '{{1}}', '{Holiday}')", $"[{Bird}, {OldCat}, {Holiday}]" },

        // Something was taken away: what was there before, or one of the run's.
        { $"[{Bird}, {OldCat}]", "tags - 0", $"[{OldCat}]" },
        { $"[{Bird}, {Holiday}]", "tags - 2", $"[{Bird}, {Holiday}]" },

        // The list was turned round, sorted, deduplicated.
        { $"[{Holiday}, {Bird}]", "(SELECT jsonb_agg(tag ORDER BY position DESC) FROM jsonb_array_elements(tags) WITH ORDINALITY AS t (tag, position))", $"[{Bird}, {Holiday}]" },

        // One of the run's was given another accuracy: it is theirs now, and there is one cat only.
        { $"[{OldCat}, {Bird}]", "jsonb_set(tags, '{1,accuracy}', '0.98')", $"[{Bird}, {Cat.Replace("0.99", "0.98", StringComparison.Ordinal)}]" },
        { $"[{Bird}]", "jsonb_set(tags, '{1,accuracy}', '0.98')", $"[{Bird}, {Cat.Replace("0.99", "0.98", StringComparison.Ordinal)}]" },

        // A number that is written in another way is the same number.
        { $"[{Bird}]", "jsonb_set(tags, '{1,accuracy}', '0.990')", $"[{Bird}]" },

        // All of it was replaced.
        { $"[{Bird}]", "'[]'", "[]" },
        { $"[{Bird}]", "NULL", null },
        { $"[{Bird}]", "'null'", "null" },
        { $"[{Bird}]", """'{"moved": true}'""", """{"moved": true}""" },

        // Where there was no list before, others have made one.
        { "null", $"tags || '[{Holiday}]'", $"[{Holiday}]" },
        { """{"name": "lost"}""", $"tags || '[{Holiday}]'", $$"""[{"name": "lost"}, {{Holiday}}]""" },
        { """{"name": "lost"}""", "tags - 0", "[]" },
    };

    [Theory]
    [InlineData(MergeMode.Merge)]
    [InlineData(MergeMode.Replace)]
    public async Task An_image_that_nobody_touched_since_gets_its_former_tags_byte_for_byte(MergeMode mode)
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var images = new List<(Guid Image, string? Before)>();
        foreach (var former in Formers)
        {
            var image = await catalog.AddImageAsync(former);
            images.Add((image, await catalog.TagsAsync(image)));
        }

        var run = await catalog.RunAsync([.. images.Select(image => (image.Image, $"[{Cat}, {Dog}]"))], mode);

        Assert.Equal((Formers.Length, true), await catalog.UndoAsync(run));
        foreach (var (image, before) in images)
            Assert.Equal(before, await catalog.TagsAsync(image));
    }

    [Theory]
    [MemberData(nameof(LaterChanges))]
    public async Task What_others_have_changed_since_stays(string before, string change, string? after)
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var image = await catalog.AddImageAsync(before);
        var run = await catalog.RunAsync([(image, $"[{Cat}, {Dog}]")]);
        await catalog.ScalarAsync($"UPDATE image SET tags = {change}");

        var (_, isDone) = await catalog.UndoAsync(run);

        Assert.True(isDone);
        Assert.Equal(after, await catalog.TagsAsync(image));
    }

    [Fact]
    public async Task Ten_thousand_tags_come_back_from_among_ten_thousand_others()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var tags = "[" + string.Join(", ", Enumerable.Range(0, 10_000).Select(i => $$"""{"name": "label {{i}}", "accuracy": 0.5, "provider": "rekognition"}""")) + "]";
        var image = await catalog.AddImageAsync(tags.Replace("0.5", "0.60", StringComparison.Ordinal));
        var before = await catalog.TagsAsync(image);
        var run = await catalog.RunAsync([(image, tags)]);
        await catalog.ScalarAsync($"UPDATE image SET tags = tags || '[{Holiday}]'");

        await catalog.UndoAsync(run);

        Assert.Equal($"{before![..^1]}, {Holiday}]", await catalog.TagsAsync(image));
    }
}

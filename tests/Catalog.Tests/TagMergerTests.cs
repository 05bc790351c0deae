using System.Text.Json.Nodes;
using Catalog.Merge;

namespace CatalogTests;

public sealed class TagMergerTests(PostgresFixture postgres)
{
    private const string Cat = """{"name": "cat", "accuracy": 0.99, "provider": "rekognition"}""";
    private const string Dog = """{"name": "dog", "accuracy": 0.75, "provider": "rekognition"}""";

    /// <summary>Tags before, mode, tags after a run that found a cat and a dog.</summary>
    public static TheoryData<string?, MergeMode, string> Rules => new()
    {
        { null, MergeMode.Merge, $"[{Cat}, {Dog}]" },
        { "[]", MergeMode.Merge, $"[{Cat}, {Dog}]" },
        { "null", MergeMode.Merge, $"[{Cat}, {Dog}]" },
        { """[{"name": "cat", "provider": "flickr"}]""", MergeMode.Merge, $$"""[{"name": "cat", "provider": "flickr"}, {{Cat}}, {{Dog}}]""" },

        // The provider's tag of the same name is replaced, its others stay, and so does the order of what stays.
        {
            """[{"name": "bird", "accuracy": 0.6, "provider": "rekognition"}, {"name": "cat", "accuracy": 0.5, "provider": "rekognition"}, {"name": "x", "provider": "flickr"}]""",
            MergeMode.Merge,
            $$"""[{"name": "bird", "accuracy": 0.6, "provider": "rekognition"}, {"name": "x", "provider": "flickr"}, {{Cat}}, {{Dog}}]"""
        },

        // Or all of the provider's tags are.
        {
            """[{"name": "bird", "accuracy": 0.6, "provider": "rekognition"}, {"name": "cat", "accuracy": 0.5, "provider": "rekognition"}, {"name": "x", "provider": "flickr"}]""",
            MergeMode.Replace,
            $$"""[{"name": "x", "provider": "flickr"}, {{Cat}}, {{Dog}}]"""
        },

        // Another machine's tags are never touched.
        {
            """[{"name": "cat", "accuracy": 0.5, "provider": "clarifai"}]""",
            MergeMode.Replace,
            $$"""[{"name": "cat", "accuracy": 0.5, "provider": "clarifai"}, {{Cat}}, {{Dog}}]"""
        },

        // Odd elements stay as they are: no provider, no name, text for a number, no object at all, nested arrays.
        {
            """[{}, {"name": "cat"}, {"provider": "rekognition"}, "cat", 7, null, ["rekognition"], {"name": ["cat"], "provider": "rekognition"}]""",
            MergeMode.Merge,
            $$"""[{}, {"name": "cat"}, {"provider": "rekognition"}, "cat", 7, null, ["rekognition"], {"name": ["cat"], "provider": "rekognition"}, {{Cat}}, {{Dog}}]"""
        },
        {
            """[{"name": "bird", "accuracy": "0.97", "provider": "rekognition"}, {"name": "cat", "accuracy": "0.97", "provider": "rekognition"}]""",
            MergeMode.Merge,
            $$"""[{"name": "bird", "accuracy": "0.97", "provider": "rekognition"}, {{Cat}}, {{Dog}}]"""
        },

        // Exact duplicates: of others' tags all stay, of ours all give way.
        {
            $$"""[{"name": "x", "provider": "flickr"}, {{Cat}}, {"name": "x", "provider": "flickr"}, {{Cat}}]""",
            MergeMode.Merge,
            $$"""[{"name": "x", "provider": "flickr"}, {"name": "x", "provider": "flickr"}, {{Cat}}, {{Dog}}]"""
        },

        // Names compare exactly.
        {
            """[{"name": "Cat", "accuracy": 0.5, "provider": "rekognition"}]""",
            MergeMode.Merge,
            $$"""[{"name": "Cat", "accuracy": 0.5, "provider": "rekognition"}, {{Cat}}, {{Dog}}]"""
        },

        // What is no list at all is kept as the first element of one.
        { """{"name": "lost"}""", MergeMode.Merge, $$"""[{"name": "lost"}, {{Cat}}, {{Dog}}]""" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task New_tags_are_appended_and_only_what_they_replace_is_dropped(string? before, MergeMode mode, string after)
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var image = await catalog.AddImageAsync(before);

        Assert.Equal(1, await catalog.MergeAsync([(image, $"[{Cat}, {Dog}]")], mode));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(after), JsonNode.Parse((await catalog.TagsAsync(image))!)));
        Assert.True(await catalog.IsUpdatedAsync(image));
    }

    [Theory]
    [InlineData($$"""[{"name": "x", "provider": "flickr"}, {{Cat}}, {{Dog}}]""")]
    [InlineData("""[{"name": "cat", "accuracy": 0.990, "provider": "rekognition"}, {"provider": "rekognition", "accuracy": 0.75, "name": "dog"}]""")]
    public async Task A_row_whose_tags_come_out_equal_is_not_written(string before)
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var image = await catalog.AddImageAsync(before);

        Assert.Equal(0, await catalog.MergeAsync([(image, $"[{Cat}, {Dog}]")]));

        Assert.False(await catalog.IsUpdatedAsync(image));
    }

    [Fact]
    public async Task The_same_rows_again_change_nothing()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var images = new List<(Guid, string)>();
        foreach (var rule in Rules)
            images.Add((await catalog.AddImageAsync(rule.Data.Item1), $"[{Cat}, {Dog}]"));

        Assert.Equal(images.Count, await catalog.MergeAsync(images));
        var after = await catalog.ScalarAsync("SELECT md5(string_agg(image::text, ',' ORDER BY identifier)) FROM image");

        Assert.Equal(0, await catalog.MergeAsync(images));
        Assert.Equal(after, await catalog.ScalarAsync("SELECT md5(string_agg(image::text, ',' ORDER BY identifier)) FROM image"));
    }

    [Fact]
    public async Task Of_one_image_twice_in_a_file_the_later_record_wins()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var image = await catalog.AddImageAsync(tags: null);

        await catalog.MergeAsync([(image, $"[{Cat}]"), (Guid.NewGuid(), $"[{Cat}]"), (image, $"[{Dog}]")]);

        Assert.Equal($"[{Dog}]", Normalised(await catalog.TagsAsync(image)));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(7, 2)]
    [InlineData(1000, 5)]
    public async Task Every_image_is_merged_once_whatever_the_batches_and_workers(int batchRows, int workers)
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var rows = new List<(Guid, string)>();
        for (var i = 0; i < 23; i++)
            rows.Add((await catalog.AddImageAsync(tags: null), $"[{Cat}]"));

        Assert.Equal(23, await catalog.MergeAsync([.. rows, (Guid.NewGuid(), $"[{Dog}]")], batchRows: batchRows, workers: workers));
        Assert.Equal(23L, await catalog.ScalarAsync($"SELECT count(*) FROM image WHERE tags = '[{Cat}]'"));
    }

    [Fact]
    public async Task Ten_thousand_tags_meet_ten_thousand_others()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var tags = "[" + string.Join(", ", Enumerable.Range(0, 10_000).Select(i => $$"""{"name": "label {{i}}", "accuracy": 0.5, "provider": "rekognition"}""")) + "]";
        var image = await catalog.AddImageAsync(tags.Replace("0.5", "0.6", StringComparison.Ordinal));

        Assert.Equal(1, await catalog.MergeAsync([(image, tags)]));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(tags), JsonNode.Parse((await catalog.TagsAsync(image))!)));
    }

    [Fact]
    public async Task A_hostile_provider_is_data()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        const string Provider = "x\"}]'; DROP TABLE image; --";
        var tag = new JsonObject { ["name"] = "cat", ["accuracy"] = 0.5, ["provider"] = Provider }.ToJsonString();
        var image = await catalog.AddImageAsync($"[{tag}]");

        Assert.Equal(0, await catalog.MergeAsync([(image, $"[{tag}]")], provider: Provider));
    }

    private static string Normalised(string? tags) =>
        "[" + string.Join(", ", JsonNode.Parse(tags!)!.AsArray().Select(tag =>
            $$"""{"name": "{{tag!["name"]}}", "accuracy": {{tag["accuracy"]}}, "provider": "{{tag["provider"]}}"}""")) + "]";
}

using System.Text.Json;
using Catalog.Inventory;
using Catalog.Policy;
using CatalogTests;
using CurationTests.Policy;

namespace CurationTests.Inventory;

/// <summary>What is counted, in the database.</summary>
public sealed class InventoryCountTests(PostgresFixture postgres)
{
    private const string Rules =
        """
        INSERT INTO tag_policy.exclusion VALUES ('kid', '', 'excluded', 'age', 'r'), ('outdoors', 'clarifai', 'extras', 'emotion', 'r');
        INSERT INTO tag_policy.junk VALUES ('no person', 'r');
        INSERT INTO tag_policy.provider_rule VALUES ('lenient', false, 0.5, NULL), ('flickr', false, NULL, NULL)
        """;

    private static readonly Dictionary<string, decimal> Minimum = new(StringComparer.Ordinal)
    {
        ["clarifai"] = 0.9m,
        ["rekognition"] = 0.9m,
        ["lenient"] = 0.5m,
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(10_000)]
    public async Task Any_batch_counts_what_a_plain_count_does_and_leaves_the_catalog_as_it_is(int batchRows)
    {
        await using var catalog = await TaggedCatalog.CreateAsync(postgres);
        var images = Images(batchRows);
        await catalog.AddAsync(images);
        await SetRulesAsync(catalog);
        var before = await catalog.DigestAsync();

        var inventory = await catalog.BeginAsync("one", batchRows);
        await catalog.CountAsync(inventory);

        Assert.Equal(Model(images, asked: null).Lines, InventoryModel.LinesOf(await catalog.LabelsAsync(inventory)));
        Assert.Equal(images.Count, (await catalog.TotalsAsync(inventory)).Rows);
        Assert.Equal(before, await catalog.DigestAsync());
    }

    [Fact]
    public async Task What_a_lifted_switch_would_show_is_what_it_shows_when_it_is_lifted()
    {
        await using var catalog = await TaggedCatalog.CreateAsync(postgres);
        await catalog.AddAsync(Images(seed: 5));
        await SetRulesAsync(catalog);
        var inventory = await catalog.BeginAsync("one");
        await catalog.CountAsync(inventory);

        // What is decided later is for the next inventory.
        await catalog.ScalarAsync("UPDATE tag_policy.provider_rule SET withheld = false");
        var providers = await catalog.ProvidersAsync(inventory);
        var labels = await catalog.LabelsAsync(inventory);

        Assert.All(providers, provider => Assert.Equal(ProviderKey.Of(provider.Provider) is "clarifai" or "rekognition", provider.IsWithheld));
        Assert.Equal(
            ["", " Clarifai\t", "MACHINE", "Rekognition", "clarifai", "clarifai\u00a0", "flickr", "lenient", "machine", "rekognition"],
            providers.Select(provider => provider.Provider).Order(StringComparer.Ordinal));
        foreach (var provider in providers)
        {
            Assert.True(provider.SurfacingTags > 0);
            Assert.Equal(
                $"{provider.SurfacingTags} {provider.SurfacingImages}",
                await catalog.ScalarAsync(
                    $"""
                    SELECT count(*) || ' ' || count(DISTINCT identifier)
                    FROM image
                    CROSS JOIN LATERAL jsonb_array_elements(tag_policy.surfaced_tags(tags)) AS tag
                    WHERE coalesce(tag ->> 'provider', '') = '{provider.Provider}'
                    """));
            Assert.Equal(provider.SurfacingTags, labels.Where(label => label.Provider == provider.Provider).Sum(label => label.SurfacingTags));
            Assert.Equal(provider.Tags, labels.Where(label => label.Provider == provider.Provider && label.Kind is TagKind.Label or TagKind.NoName).Sum(label => label.Tags));
            Assert.Equal(provider.Labels, labels.Count(label => label.Provider == provider.Provider && label.Kind == TagKind.Label));
        }
    }

    [Fact]
    public async Task All_that_is_in_the_catalog_is_counted_whoever_gave_it()
    {
        await using var catalog = await TaggedCatalog.CreateAsync(postgres);
        await catalog.AddAsync(Images(seed: 8));
        await catalog.AddAsync(
            (Guid.NewGuid(), """[{"name": "cat", "provider": " Clarifai\t"}, {"name": "cat", "provider": "\u212Alarifai"}, {"name": "cat", "provider": "  "}, [[]]]"""),
            (Guid.NewGuid(), "[]"), (Guid.NewGuid(), null), (Guid.NewGuid(), "null"), (Guid.NewGuid(), "\"cat\""), (Guid.NewGuid(), "{}"));
        var inventory = await catalog.BeginAsync("one", batchRows: 50);
        await catalog.CountAsync(inventory);

        var totals = await catalog.TotalsAsync(inventory);
        var providers = await catalog.ProvidersAsync(inventory);
        var labels = await catalog.LabelsAsync(inventory);

        const string Elements =
            "image CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(tags) WHEN 'array' THEN tags ELSE jsonb_build_array(tags) END) AS tag WHERE tags IS NOT NULL";
        Assert.Equal(
            await catalog.ScalarAsync($"SELECT (SELECT count(*) FROM image) || ' ' || count(DISTINCT identifier) || ' ' || count(*) FROM {Elements}"),
            $"{totals.Rows} {totals.TaggedRows} {totals.Tags}");
        Assert.Equal(totals.Tags, labels.Sum(label => label.Tags));
        Assert.Equal(totals.Tags, totals.ProvidedTags + totals.UnprovidedTags + totals.OddTags);
        Assert.Equal(totals.ProvidedTags + totals.UnprovidedTags, providers.Sum(provider => provider.Tags));
        Assert.Equal(totals.Providers, providers.Count(provider => provider.Provider.Length > 0));
        Assert.Equal(
            await catalog.ScalarAsync(
                $"""
                SELECT string_agg(concat_ws(' ', provider, tags, images), '|' ORDER BY provider COLLATE "C")
                FROM (
                  SELECT coalesce(tag ->> 'provider', '') AS provider, count(*) AS tags, count(DISTINCT identifier) AS images
                  FROM {Elements} AND jsonb_typeof(tags) = 'array' AND jsonb_typeof(tag) = 'object'
                    AND coalesce(jsonb_typeof(tag -> 'provider'), 'null') IN ('string', 'null')
                  GROUP BY 1) AS provider
                """),
            string.Join('|', providers.OrderBy(provider => provider.Provider, StringComparer.Ordinal).Select(provider => $"{provider.Provider} {provider.Tags} {provider.Images}")));
        Assert.Equal(["notAList", "notAnObject", "oddProvider"], labels.Where(label => label.Kind is not (TagKind.Label or TagKind.NoName))
            .Select(label => JsonNamingPolicy.CamelCase.ConvertName($"{label.Kind}")).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("REKOGNITION ")]
    [InlineData("")]
    [InlineData("clarifai", "flickr", "nobody of that name")]
    public async Task Where_providers_are_asked_for_all_that_the_rules_take_for_them_are_counted_and_no_others(params string[] asked)
    {
        await using var catalog = await TaggedCatalog.CreateAsync(postgres);
        var images = Images(seed: 9);
        await catalog.AddAsync(images);
        await SetRulesAsync(catalog);

        var inventory = await catalog.BeginAsync("one", 100, asked);
        await catalog.CountAsync(inventory);

        var labels = await catalog.LabelsAsync(inventory);
        Assert.NotEmpty(labels);
        Assert.Equal(Model(images, [.. asked.Select(provider => provider.Trim().ToLowerInvariant())]).Lines, InventoryModel.LinesOf(labels));
    }

    [Fact]
    public async Task Providers_with_a_rule_come_first_also_where_there_is_nothing_of_them()
    {
        await using var catalog = await TaggedCatalog.CreateAsync(postgres);
        await catalog.AddAsync((Guid.NewGuid(), """[{"name": "a", "provider": "many"}, {"name": "b", "provider": "many"}, {"name": "a", "provider": "clarifai"}, {"name": "a", "provider": "few"}]"""));
        await SetRulesAsync(catalog);
        var inventory = await catalog.BeginAsync("one");
        await catalog.CountAsync(inventory);
        var asked = await catalog.BeginAsync("two", 10, "Few", "none of these");
        await catalog.CountAsync(asked);

        Assert.Equal(
            ["clarifai 1", "flickr 0", "lenient 0", "rekognition 0", "many 2", "few 1"],
            (await catalog.ProvidersAsync(inventory)).Select(provider => $"{provider.Provider} {provider.Tags}"));
        Assert.Equal(["none of these 0", "few 1"], (await catalog.ProvidersAsync(asked)).Select(provider => $"{provider.Provider} {provider.Tags}"));
    }

    [Fact]
    public async Task The_rule_on_a_name_meets_it_in_any_case()
    {
        await using var catalog = await TaggedCatalog.CreateAsync(postgres);
        await catalog.AddAsync((Guid.NewGuid(), """
            [{"name": "KID", "provider": "flickr"}, {"name": "kid", "provider": "flickr"}, {"name": "\u212Aid", "provider": "flickr"},
             {"name": "No Person", "provider": "flickr"}, {"name": "outdoors", "provider": "flickr"}, {"name": "a:b", "provider": "flickr"},
             {"name": "a=b", "provider": "flickr"}, {"name": "outdoors", "provider": "clarifai"}]
            """));
        await SetRulesAsync(catalog);
        var inventory = await catalog.BeginAsync("one");
        await catalog.CountAsync(inventory);

        Assert.Equal(
            [
                "clarifai outdoors extras: emotion ", "flickr KID excluded: age ", "flickr No Person  r", "flickr a:b  has a colon", "flickr a=b  has an equals sign",
                "flickr kid excluded: age ", "flickr outdoors  ", "flickr \u212Aid excluded: age ",
            ],
            (await catalog.LabelsAsync(inventory)).Select(label => $"{label.Provider} {label.Name} {label.Exclusion} {label.Junk}"));
    }

    [Fact]
    public async Task Workers_that_count_at_the_same_time_or_are_cut_off_count_nothing_twice()
    {
        await using var catalog = await TaggedCatalog.CreateAsync(postgres);
        var images = Images(seed: 6);
        await catalog.AddAsync(images);
        await SetRulesAsync(catalog);
        var inventory = await catalog.BeginAsync("one", batchRows: 9);
        var counter = await catalog.CounterAsync(inventory);
        Assert.True(await counter.CountBatchAsync(Cancellation));

        // A worker whose batch is counted, but not committed, when it is cut off.
        await using (var other = await catalog.Database.OpenConnectionAsync(Cancellation))
        await using (var held = await other.BeginTransactionAsync(Cancellation))
        {
            await using var command = other.CreateCommand();
            command.CommandText = "SELECT FROM tag_policy.inventory_provider FOR UPDATE";
            await command.ExecuteNonQueryAsync(Cancellation);
            using var cut = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            var counting = counter.CountBatchAsync(cut.Token);
            while (await catalog.ScalarAsync("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')") is not true)
                Assert.False(counting.IsCompleted);

            await cut.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => counting);
        }

        await Task.WhenAll(catalog.CountAsync(inventory), catalog.CountAsync(inventory));

        Assert.Equal(Model(images, asked: null).Lines, InventoryModel.LinesOf(await catalog.LabelsAsync(inventory)));
        Assert.Equal(images.Count, (await catalog.TotalsAsync(inventory)).Rows);
        Assert.False(await counter.CountBatchAsync(Cancellation));
    }

    [Fact]
    public async Task A_name_longer_than_an_index_takes_is_counted()
    {
        await using var catalog = await TaggedCatalog.CreateAsync(postgres);
        var random = new Random(1);
        var name = string.Concat(Enumerable.Range(0, 1_000_000).Select(_ => (char)random.Next(0x4E00, 0x9FFF)));
        await catalog.AddAsync((Guid.NewGuid(), $$"""
            [{"name": "{{name}}", "provider": "{{name}}"}, {"name": "x{{name[1..]}}", "provider": "{{name}}"}, {"name": "cat", "provider": "x{{name[1..]}}"}]
            """));

        var inventory = await catalog.BeginAsync("one");
        await catalog.CountAsync(inventory);

        Assert.Equal(["cat", $"x{name[1..]}", name], (await catalog.LabelsAsync(inventory)).Select(label => label.Name));
        Assert.Equal(
            [(name, 2, 2), ($"x{name[1..]}", 1, 1)],
            (await catalog.ProvidersAsync(inventory)).Where(provider => provider.Tags > 0).Select(provider => (provider.Provider, provider.Labels, provider.Tags)));
    }

    [Fact]
    public async Task A_name_belongs_to_one_inventory_until_that_is_forgotten()
    {
        await using var catalog = await TaggedCatalog.CreateAsync(postgres);
        var image = Guid.NewGuid();
        await catalog.AddAsync((image, """[{"name": "cat", "provider": "clarifai"}]"""));
        var inventory = await catalog.BeginAsync("one", 10, "clarifai", "flickr");
        await catalog.CountAsync(inventory);
        await catalog.CountAsync(await catalog.BeginAsync("two", 10, "clarifai"));

        Assert.Equal(inventory.Number, (await catalog.BeginAsync("one", 10, "clarifai", "flickr")).Number);
        var error = await Assert.ThrowsAsync<InventoryExists>(() => catalog.BeginAsync("one", 10, "clarifai"));
        Assert.Equal("There is an inventory 'one' already, of another execution or with other settings. Take this one under another name.", error.Message);
        await Assert.ThrowsAsync<InventoryExists>(() => catalog.BeginAsync("one", TaggedCatalog.Start.AddMilliseconds(1), 10, "clarifai", "flickr"));
        await Assert.ThrowsAsync<InventoryExists>(() => catalog.BeginAsync("one", 10));
        await Assert.ThrowsAsync<InventoryExists>(() => catalog.BeginAsync("one", 11, "clarifai", "flickr"));

        await catalog.ScalarAsync("UPDATE tag_policy.inventory SET committed_at = committed_at - interval '91 days' WHERE inventory_id = 'one'");
        Assert.NotEqual(inventory.Number, (await catalog.BeginAsync("one", 10, "clarifai")).Number);
        Assert.Equal("two", await catalog.ScalarAsync("SELECT string_agg(inventory_id, ' ') FROM tag_policy.inventory WHERE counted_at IS NOT NULL"));
        Assert.Equal(1L, await catalog.ScalarAsync("SELECT count(*) FROM tag_policy.inventory_label"));
    }

    private static async Task SetRulesAsync(TaggedCatalog catalog)
    {
        await catalog.BeginAsync("schema");
        await catalog.ScalarAsync(Rules);
    }

    /// <summary>Images in the order of their identifiers, the first and the last possible one among them, some without tags.</summary>
    private static List<(Guid Image, string? Tags)> Images(int seed)
    {
        var tags = new RandomTags(seed, ["cat", "Dog", "kid", "outdoors"]);
        var random = new Random(seed);
        var bytes = new byte[16];
        var identifiers = Enumerable.Range(0, 400).Select(_ =>
        {
            random.NextBytes(bytes);
            return new Guid(bytes, bigEndian: true);
        });
        return
        [
            .. identifiers.Append(Guid.Empty).Append(Guid.AllBitsSet).OrderBy(identifier => $"{identifier}", StringComparer.Ordinal)
                .Select(identifier => (identifier, random.Next(10) == 0 ? null : tags.Next())),
        ];
    }

    private static InventoryModel Model(IEnumerable<(Guid Image, string? Tags)> images, params string[]? asked)
    {
        var model = new InventoryModel(asked, Minimum);
        model.Add(images);
        return model;
    }
}

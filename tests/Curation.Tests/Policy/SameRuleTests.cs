using System.Text;
using System.Text.Json;
using Catalog.Policy;
using CatalogTests;
using Labels.Exclusions;
using LabelsTests.Exclusions;
using Npgsql;
using NpgsqlTypes;

namespace CurationTests.Policy;

/// <summary>The rule in the functions and the rule in the database are one.</summary>
public sealed class SameRuleTests(PostgresFixture postgres)
{
    private static readonly string[] Strangers =
        ["\u212Aid", "\u212AID", "\u212A\u212Aid", "boo\u212A", "s\u212Aull", "K\u0130D", "k\u0131d", "\uFF2Bid", "\uFF2B\uFF29\uFF24", "kid ", "kids", "wom\u00ADan", "w\u043Eman", "\u017Fenior citizen", "BRÄUTIGAM"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_name_of_the_model_and_every_alias_in_any_case_is_judged_alike(bool extras)
    {
        await using var policy = await PolicyDatabase.CreateAsync(postgres);
        await policy.PublishAsync(PolicyFiles.Packaged(), publication => publication with { Extras = extras });
        var exclusions = ExclusionList.Default(extras);
        var names = ModelLabels.Read().SelectMany(label => label.Aliases.Prepend(label.Name)).Concat(Strangers).SelectMany(Spellings).Distinct(StringComparer.Ordinal).ToArray();

        var hidden = await policy.RowsAsync(
            "SELECT name FROM unnest($1) AS name WHERE tag_policy.surfaced_tags(jsonb_build_array(jsonb_build_object('name', name))) = '[]'",
            new NpgsqlParameter { Value = names });

        Assert.True(names.Length > 3 * 3083, $"{names.Length} spellings");
        Assert.Equal(names.Where(name => exclusions.Contains(Encoding.UTF8.GetBytes(name))).Order(StringComparer.Ordinal), hidden.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(20251122, false)]
    [InlineData(31415926, true)]
    public async Task Ten_thousand_arrays_of_tags_are_judged_as_the_plain_rule_says(int seed, bool extras)
    {
        await using var policy = await PolicyDatabase.CreateAsync(postgres);
        var files = PolicyFiles.Packaged() with
        {
            Providers =
            [
                new("rekognition", IsWithheld: false, 0.9m, ""), new("clarifai", IsWithheld: true, 0.9m, ""), new("machine", IsWithheld: false, 0.955m, ""),
                new("lenient", IsWithheld: false, 0m, ""),
            ],
        };
        await policy.PublishAsync(files, publication => publication with { Extras = extras, Providers = true });
        var model = new SurfacedModel(files, extras);
        string[] names = [.. ExclusionList.Default(extras: true).Names.Select(name => name.Name), "cat", "Manhole", "Cowboy Hat", "nurse", "kidney", "person", "Sunset", "Bridge", "Tree", "River", "Flower", "Bicycle", "Bread"];
        var random = new RandomTags(seed, names);
        var arrays = Enumerable.Range(0, 10_000).Select(_ => random.Next()).ToArray();
        var shown = arrays.Select(array => model.Shown(JsonElement.Parse(array))).ToArray();

        var differing = await policy.RowsAsync(
            """
            SELECT given.tags, expected.tags, surfaced.tags, tag_policy.surfaced_tags(given.tags)
            FROM unnest($1, $2) AS given (tags, shown)
            CROSS JOIN LATERAL (SELECT coalesce(jsonb_agg(given.tags -> place ORDER BY place), '[]') FROM unnest(given.shown::int[]) AS place) AS expected (tags)
            CROSS JOIN LATERAL tag_policy.surfaced(given.tags) AS surfaced
            WHERE surfaced.tags::text IS DISTINCT FROM expected.tags::text OR tag_policy.surfaced_tags(given.tags)::text IS DISTINCT FROM expected.tags::text
            """,
            new NpgsqlParameter { Value = arrays, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb },
            new NpgsqlParameter { Value = shown.Select(places => $"{{{string.Join(',', places)}}}").ToArray() });

        Assert.Empty(differing);
        Assert.InRange(shown.Sum(places => places.Length), 2_000, 50_000);
    }

    private static IEnumerable<string> Spellings(string name) => [name, name.ToUpperInvariant(), name.ToLowerInvariant(), FoldedName.Of(name), Mixed(name), name.Replace('k', '\u212A').Replace('K', '\u212A')];

    private static string Mixed(string name) => string.Concat(name.Select((c, i) => i % 2 == 0 ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c)));
}

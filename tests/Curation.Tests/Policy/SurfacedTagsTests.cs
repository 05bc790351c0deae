using Catalog.Policy;
using CatalogTests;
using Npgsql;

namespace CurationTests.Policy;

public sealed class SurfacedTagsTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Cat = """{"name": "cat"}""";

    private PolicyDatabase? policy;

    private PolicyDatabase Policy => policy!;

    public async ValueTask InitializeAsync()
    {
        policy = await PolicyDatabase.CreateAsync(postgres);
        await Policy.PublishAsync(PolicyDatabase.Files(
            excluded: ["Senior Citizen", "Kid"],
            junk: ["no person"],
            providers: [new("machine", IsWithheld: false, 0.95m, ""), new("lenient", IsWithheld: false, 0m, ""), new("", IsWithheld: false, MinAccuracy: null, "")]));
        await Policy.ScalarAsync("INSERT INTO tag_policy.exclusion VALUES ('mold', 'machine', 'ours', 'damage', 'It is mostly cheese.')");
    }

    public ValueTask DisposeAsync() => Policy.DisposeAsync();

    [Fact]
    public async Task No_tags_stay_no_tags_and_what_is_no_array_shows_none()
    {
        Assert.Null(await Policy.SurfacedAsync(null));
        foreach (var odd in new[] { "null", "{}", "\"cat\"", "5", "true", Cat, "[]" })
            Assert.Equal("[]", await Policy.SurfacedAsync(odd));
    }

    [Fact]
    public async Task Where_every_tag_is_filtered_none_is_left() =>
        Assert.Equal("[]", await Policy.SurfacedAsync("""[{"name": "kid"}, {"name": "cat", "accuracy": 0.99, "provider": "rekognition"}]"""));

    [Fact]
    public async Task Tags_that_are_shown_stay_as_they_are_and_in_their_order() =>
        Assert.Equal(
            """[{"odd": [1, null], "name": "Zebra", "accuracy": 0.9500, "provider": "machine"}, {"name": "ape", "provider": null}, {"name": "Zebra"}]""",
            await Policy.SurfacedAsync(
                """[{"name": "Zebra", "accuracy": 0.9500, "provider": "machine", "odd": [1, null]}, {"name": "kid"}, {"provider": null, "name": "ape"}, {"name": "Zebra"}]"""));

    [Theory]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("\"cat\"")]
    [InlineData("[\"name\", \"cat\"]")]
    [InlineData("[[{\"name\": \"cat\"}]]")]
    [InlineData("{}")]
    [InlineData("""{"name": ""}""")]
    [InlineData("""{"name": null}""")]
    [InlineData("""{"name": 5}""")]
    [InlineData("""{"name": {"name": "cat"}}""")]
    [InlineData("""{"Name": "cat"}""")]
    [InlineData("""{"name": "cat", "provider": 5}""")]
    [InlineData("""{"name": "cat", "provider": ["flickr"]}""")]
    public Task What_is_no_tag_is_not_shown(string tag) => AssertHiddenAsync(tag);

    [Theory]
    [InlineData("kid")]
    [InlineData("KID")]
    [InlineData("\u212Aid")]
    [InlineData("\u212AID")]
    [InlineData("Senior Citizen")]
    [InlineData("sEnIoR cItIzEn")]
    [InlineData("No Person")]
    [InlineData("uploaded:by=flickrmobile")]
    [InlineData("geo:lat")]
    [InlineData("a=b")]
    public Task Excluded_names_and_junk_are_not_shown_whoever_gave_them(string name) => AssertHiddenAsync($$"""{"name": "{{name}}", "provider": "flickr"}""");

    [Theory]
    [InlineData("kidney")]
    [InlineData(" kid")]
    [InlineData("k\u0131d")]
    [InlineData("K\u0130D")]
    [InlineData("\uFF2B\uFF29\uFF24")]
    [InlineData("a\uFF1Ab")]
    [InlineData("mold")]
    public Task Names_are_compared_whole_and_without_regard_to_the_case_of_A_to_Z_and_the_Kelvin_sign_only(string name) =>
        AssertShownAsync($$"""{"name": "{{name}}", "provider": "flickr"}""");

    [Fact]
    public async Task A_name_can_be_excluded_for_one_provider()
    {
        await AssertHiddenAsync("""{"name": "Mold", "accuracy": 1, "provider": "machine"}""");
        await AssertShownAsync("""{"name": "Mold", "accuracy": 1, "provider": "lenient"}""");
    }

    [Fact]
    public async Task Rekognition_and_Clarifai_are_withheld_from_the_first_moment_until_the_switch_is_lifted()
    {
        await using var fresh = await PolicyDatabase.CreateAsync(postgres);
        foreach (var provider in new[] { "rekognition", "clarifai" })
        {
            var tag = $$"""[{"name": "cat", "accuracy": 0.99, "provider": "{{provider}}"}]""";
            Assert.Equal("[]", await fresh.SurfacedAsync(tag));
            await fresh.ScalarAsync("UPDATE tag_policy.provider_rule SET withheld = false WHERE provider = $1", new NpgsqlParameter { Value = provider });
            Assert.Equal(tag, await fresh.SurfacedAsync(tag));
            Assert.Equal("[]", await fresh.SurfacedAsync(tag.Replace("0.99", "0.89", StringComparison.Ordinal)));
            Assert.Equal("[]", await fresh.SurfacedAsync($$"""[{"name": "cat", "provider": "{{provider}}"}]"""));
        }
    }

    [Theory]
    [InlineData("0.9", true)]
    [InlineData("0.90000", true)]
    [InlineData("9e-1", true)]
    [InlineData("1", true)]
    [InlineData("1.0", true)]
    [InlineData("0.8999999999999999999999999999999999", false)]
    [InlineData("1.0000000000000000000000000000000001", false)]
    [InlineData("-0.95", false)]
    [InlineData("95", false)]
    [InlineData("0", false)]
    [InlineData("1e400", false)]
    [InlineData("\"0.9\"", true)]
    [InlineData("\"1.00\"", true)]
    [InlineData("\"9.5E-1\"", true)]
    [InlineData("\"0.89999\"", false)]
    [InlineData("\"1.01\"", false)]
    [InlineData("\"1e999\"", false)]
    [InlineData("\"1e99999999999\"", false)]
    [InlineData("\"high\"", false)]
    [InlineData("\"\"", false)]
    [InlineData("\" 0.95\"", false)]
    [InlineData("\"0,95\"", false)]
    [InlineData("\"0.95\\n\"", false)]
    [InlineData("\"NaN\"", false)]
    [InlineData("\"Infinity\"", false)]
    [InlineData("\"-Infinity\"", false)]
    [InlineData("\"\uFF10.95\"", false)]
    [InlineData("\"0x1\"", false)]
    [InlineData("\"1_0\"", false)]
    [InlineData("true", false)]
    [InlineData("{}", false)]
    [InlineData("[0.95]", false)]
    [InlineData("null", true)]
    public async Task An_accuracy_has_to_be_a_number_from_nine_tenths_to_one_also_where_it_is_text(string accuracy, bool isShown)
    {
        var tag = $$"""{"name": "cat", "accuracy": {{accuracy}}}""";
        await (isShown ? AssertShownAsync(tag) : AssertHiddenAsync(tag));
    }

    [Fact]
    public Task Endless_digits_are_no_accuracy_and_no_error() => AssertHiddenAsync($$"""{"name": "cat", "accuracy": "{{new string('9', 200_000)}}"}""");

    [Theory]
    [InlineData("machine", "0.95", true)]
    [InlineData("machine", "\"0.95\"", true)]
    [InlineData("machine", "0.9499", false)]
    [InlineData("machine", "null", false)]
    [InlineData("lenient", "0", true)]
    [InlineData("lenient", "\"-0\"", true)]
    [InlineData("lenient", "-1e-300", false)]
    [InlineData("lenient", "\"0.01\"", true)]
    [InlineData("lenient", "null", false)]
    [InlineData("Machine", "null", false)]
    [InlineData(" MACHINE\\t", "0.94", false)]
    [InlineData("mach\u0131ne", "null", true)]
    [InlineData("machine\u00A0", "null", true)]
    public async Task A_machine_has_its_own_minimum_and_must_give_an_accuracy(string provider, string accuracy, bool isShown)
    {
        var tag = $$"""{"name": "cat", "accuracy": {{accuracy}}, "provider": "{{provider}}"}""";
        await (isShown ? AssertShownAsync(tag) : AssertHiddenAsync(tag));
    }

    [Theory]
    [InlineData("Clarifai")]
    [InlineData(" clarifai\\r\\n")]
    [InlineData("\\fCLARIFAI\\u000b")]
    public Task A_withheld_provider_is_withheld_however_it_is_spelled(string provider) =>
        AssertHiddenAsync($$"""{"name": "cat", "accuracy": 1, "provider": "{{provider}}"}""");

    [Fact]
    public async Task Providers_are_compared_alike_in_the_functions_and_in_the_database()
    {
        string[] spellings = ["", " ", "Clarifai", "\tclarifai \v\f\r\n", "cla rifai", "CLAR\u0130FA\u0130", "clar\u0131fai", "\u212AEY", "key\u00A0", "\u2003key", "\u00C4\u00E4", "a\u0085", "\u65E5\u672C "];

        var keys = await Policy.RowsAsync(
            "SELECT tag_policy.provider_key(name) FROM unnest($1) WITH ORDINALITY AS spelling (name, place) ORDER BY place", new NpgsqlParameter { Value = spellings });

        Assert.Equal(spellings.Select(ProviderKey.Of), keys);
    }

    [Fact]
    public async Task A_machines_tag_without_accuracy_is_not_shown_and_a_persons_is()
    {
        await AssertHiddenAsync("""{"name": "cat", "provider": "machine"}""");
        await AssertShownAsync("""{"name": "cat", "provider": "flickr"}""");
        await AssertShownAsync(Cat);
    }

    [Fact]
    public async Task A_statement_over_many_rows_reads_the_policy_once()
    {
        var plan = await Policy.RowsAsync(
            "EXPLAIN SELECT surfaced.tags FROM (VALUES ('[]'::jsonb), ('[1]')) AS image (tags) CROSS JOIN LATERAL tag_policy.surfaced(image.tags) AS surfaced");

        Assert.Contains(plan, line => line.Contains("InitPlan", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, line => line.Contains("Function Scan on surfaced", StringComparison.Ordinal));
    }

    private async Task AssertShownAsync(string tag) =>
        Assert.True(await Policy.ScalarAsync("SELECT tag_policy.surfaced_tags($1::jsonb) = $1::jsonb", new NpgsqlParameter { Value = $"[{tag}]" }) is true, tag);

    private async Task AssertHiddenAsync(string tag)
    {
        Assert.Equal("[]", await Policy.SurfacedAsync($"[{tag}]"));
        Assert.Equal($"[{Cat}]", await Policy.SurfacedAsync($"[{tag}, {Cat}]"));
    }
}

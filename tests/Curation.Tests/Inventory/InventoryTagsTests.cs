using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using CatalogTests;
using CsvHelper;
using Local;
using Local.Deployment;
using Npgsql;

namespace CurationTests.Inventory;

/// <summary>The function and the state machine as they are deployed, and the files that they write.</summary>
public sealed class InventoryTagsTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly string[] HostileNames =
    [
        "=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)", "'quoted", "'=both", "\t=tab", "\n=line", "a,b", "say \"yes\"", "two\r\nlines",
        "<script>alert(1)</script>", "</td></table>&amp;", "\" onload=\"x", "cat 猫 😀 \u202Etac", "\u0001",
    ];

    private static readonly string[] HostileProviders = ["=cmd|' /C calc'!A0", "'quoted", " clarifai ", "Clarifai", "<b>bold</b>", "(no provider)", ""];

    private LocalCloud? cloud;
    private TaggedCatalog? catalog;
    private CurationFunctions? functions;
    private StateMachine? machine;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TaggedCatalog Catalog => catalog!;

    public async ValueTask InitializeAsync()
    {
        var connection = await postgres.CreateDatabaseAsync();
        catalog = await TaggedCatalog.OpenAsync(connection);
        cloud = await LocalCloud.StartAsync(new LocalCloudOptions { WithPostgres = false }, Cancellation);
        functions = CurationFunctions.Deploy(cloud, new CurationOptions { DatabaseConnection = connection });
        machine = await functions.CreateStateMachineAsync("inventory-tags", Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await functions!.DisposeAsync();
        await cloud!.DisposeAsync();
        await Catalog.DisposeAsync();
    }

    [Fact]
    public async Task Hostile_names_are_text_in_both_files_and_can_be_had_back()
    {
        var tags = new JsonArray([.. HostileNames.Select(name => new JsonObject { ["name"] = name, ["provider"] = "clarifai", ["accuracy"] = 0.95 })]);
        await Catalog.AddAsync(
            (Guid.Parse("00000000-0000-0000-0000-000000000001"), tags.ToJsonString()),
            (Guid.Parse("00000000-0000-0000-0000-000000000002"), """[{"name": "+1", "provider": "clarifai", "accuracy": "0.5"}, {"provider": "clarifai"}, 7]"""));

        var answer = await TakeAsync("hostile", []);

        var expected = JsonNode.Parse(
            """
            {"inventoryId": "hostile", "rows": 2, "found": {"taggedRows": 2, "tags": 19, "oddTags": 1, "providerCount": 1, "providers": [
               {"provider": "clarifai", "labels": 16, "tags": 18, "images": 2, "withheld": true, "wouldSurfaceTags": 11, "wouldSurfaceImages": 1},
               {"provider": "rekognition", "labels": 0, "tags": 0, "images": 0, "withheld": true, "wouldSurfaceTags": 0, "wouldSurfaceImages": 0}],
             "csv": "s3://inventories/inventories/hostile/inventory.csv", "providersCsv": "s3://inventories/inventories/hostile/providers.csv",
             "page": "s3://inventories/inventories/hostile/inventory.html"}, "done": true}
            """);
        Assert.True(JsonNode.DeepEquals(expected, answer), answer.ToJsonString());

        var rows = await CsvAsync("hostile");
        Assert.Equal(18, rows.Count);
        Assert.DoesNotContain(rows, row => row["name"].Length > 0 && "=+-@\t\r\n".Contains(row["name"][0], StringComparison.Ordinal));
        Assert.Equal(
            HostileNames.Order(StringComparer.Ordinal),
            rows.Where(row => row["kind"] == "label").Select(row => row["name"].StartsWith('\'') ? row["name"][1..] : row["name"]).Order(StringComparer.Ordinal));
        var one = Assert.Single(rows, row => row["name"] == "'+1");
        Assert.Equal(
            ("2", "2", "no", "withheld", "0.5", "1", "0.5", "0.95", "1", "1", "1"),
            (one["tags"], one["images"], one["reviewed"], one["rule"], one["below_accuracy_share"], one["would_show_tags"], one["least_accuracy"],
             one["most_accuracy"], one["text_accuracy"], one["accuracy_from_0.5"], one["accuracy_from_0.95"]));
        Assert.Equal("00000000-0000-0000-0000-000000000001 00000000-0000-0000-0000-000000000002", one["examples"]);

        var page = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(await TextAsync("hostile", "html"));
        Assert.Empty(page.QuerySelectorAll("script, [onload]"));
        var shown = page.QuerySelectorAll("section").Single(section => section.QuerySelector("h2")!.TextContent == "clarifai")
            .QuerySelectorAll(".wide tbody th").Select(cell => cell.TextContent);
        Assert.Equal(
            HostileNames.Select(name => name switch
            {
                "\t=tab" => "\"\\u{9}=tab\"",
                "\n=line" => "\"\\u{A}=line\"",
                "two\r\nlines" => "\"two\\u{D}\\u{A}lines\"",
                "cat 猫 😀 \u202Etac" => "\"cat 猫 😀 \\u{202E}tac\"",
                "\u0001" => "\"\\u{1}\"",
                "\" onload=\"x" => "\"\\\" onload=\\\"x\"",
                _ => name,
            }).Order(StringComparer.Ordinal),
            shown.Order(StringComparer.Ordinal));
        Assert.Contains(page.QuerySelectorAll("td, th"), cell => cell.TextContent == "element that is no object");
    }

    [Fact]
    public async Task Curators_see_what_is_known_of_a_label_and_which_rule_meets_it()
    {
        await Catalog.AddAsync((Guid.NewGuid(),
            """
            [{"name": "Cat", "provider": "clarifai", "accuracy": 0.95}, {"name": "kid", "provider": "clarifai", "accuracy": 0.95},
             {"name": "human", "provider": "clarifai", "accuracy": 0.95}, {"name": "grandmother", "provider": "clarifai", "accuracy": 0.95},
             {"name": "dog", "provider": "clarifai", "accuracy": 0.5}, {"name": "no person", "provider": "clarifai", "accuracy": 0.95},
             {"name": "holiday", "provider": "flickr"}, {"name": "cat", "provider": "flickr"}]
            """));
        await Catalog.BeginAsync("schema");
        await Catalog.ScalarAsync(
            """
            INSERT INTO tag_policy.exclusion VALUES ('kid', '', 'excluded', 'age', 'r');
            INSERT INTO tag_policy.junk VALUES ('no person', 'Says nothing.')
            """);

        await TakeAsync("rules", new JsonObject { ["providers"] = new JsonArray("flickr", "clarifai") });

        Assert.Equal(
            [
                "clarifai Cat|Animals and Pets|yes|withheld|1", "clarifai dog|Animals and Pets|yes|accuracy|0", "clarifai grandmother||no|withheld|1",
                "clarifai human|Person Description|yes|withheld|1", "clarifai kid|Person Description|yes|excluded: age|0",
                "clarifai no person||yes|junk: Says nothing.|0", "flickr cat|Animals and Pets|yes|none|1", "flickr holiday||no|none|1",
            ],
            from row in await CsvAsync("rules")
            select $"{row["provider"]} {row["name"]}|{row["category"]}|{row["reviewed"]}|{row["rule"]}|{row["would_show_tags"]}");
    }

    [Fact]
    public async Task The_page_shows_a_thousand_labels_and_the_file_all()
    {
        await Catalog.AddAsync((Guid.NewGuid(), $"[{string.Join(',', Enumerable.Range(0, 1_234).Select(number => $$"""{"name": "label {{number}}", "provider": "clarifai"}"""))}]"));

        await TakeAsync("many", []);

        var page = new HtmlParser().ParseDocument(await TextAsync("many", "html"));
        Assert.Equal(1_000, page.QuerySelectorAll(".wide tbody th").Count(cell => cell.TextContent.StartsWith("label ", StringComparison.Ordinal)));
        Assert.Contains("These are the 1,000 most frequent of 1,234 labels", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1_234, (await CsvAsync("many")).Count);
    }

    [Fact]
    public async Task A_worker_that_is_killed_in_the_middle_is_followed_by_one_that_goes_on()
    {
        await Catalog.AddAsync(Enumerable.Range(0, 100).Select(number => (
            Guid.NewGuid(), (string?)$$"""[{"name": "label {{number % 7}}", "provider": "clarifai", "accuracy": 0.99}]""")));
        var before = await Catalog.DigestAsync();

        await using var keeper = await KeepAtFiftyAsync();
        var taking = TakeAsync("killed", new JsonObject { ["providers"] = new JsonArray("clarifai"), ["batchRows"] = 10 });
        await Catalog.UntilLockedAsync(1, taking);

        var worker = Assert.Single(cloud!.Lambda.Environments, environment => environment.CurrentRequestId is not null);
        worker.Kill();
        await ReleaseAsync(keeper);
        var answer = await taking;

        Assert.Equal(100, (long)answer["rows"]!);
        Assert.Equal(
            [.. Enumerable.Range(0, 7).Select(number => $"label {number} {(number < 2 ? 15 : 14)}")],
            (await CsvAsync("killed")).Select(row => $"{row["name"]} {row["images"]}"));
        Assert.Equal(before, await Catalog.DigestAsync());
    }

    [Theory]
    [InlineData("""{"tabel": "image"}""", "InvalidSettings", "There is no setting 'tabel'. Allowed are: table, providers, batchRows.")]
    [InlineData("""{"table": "pg_class"}""", "InvalidSettings", "allowed is one of \"image\", \"audio\"")]
    [InlineData("""{"providers": []}""", "InvalidSettings", "providers is []; allowed is a list of 1 to 20 texts.")]
    [InlineData("""{"providers": "clarifai"}""", "InvalidSettings", "allowed is a list of 1 to 20 texts.")]
    [InlineData("""{"providers": [null]}""", "InvalidSettings", "allowed is a list of 1 to 20 texts.")]
    [InlineData("""{"providers": ["a", "a"]}""", "InvalidSettings", "allowed is a list that has each text once.")]
    [InlineData("""{"providers": ["a\u0000b"]}""", "InvalidSettings", "allowed is a list of texts of up to 200 characters, none of them NUL.")]
    [InlineData("""{"batchRows": 0}""", "InvalidSettings", "batchRows is 0; allowed is a whole number from 1 to 1000000.")]
    [InlineData("""{"batchRows": 11}""", "InventoryExists", "There is an inventory 'refused' already")]
    public async Task What_cannot_be_meant_is_refused_by_name(string input, string error, string message)
    {
        await Catalog.BeginAsync("refused");

        var outcome = await machine!.RunAsync("refused", JsonNode.Parse(input)!.AsObject(), Cancellation);

        Assert.Equal(error, outcome.Error);
        Assert.Contains(message, outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task However_many_providers_there_are_the_page_and_the_answer_show_the_first_and_the_file_all()
    {
        await Catalog.AddAsync((Guid.NewGuid(), new JsonArray(
            [
                .. Enumerable.Range(0, 3_000).Select(number => new JsonObject { ["name"] = "cat", ["provider"] = $"{number} {new string('p', 10_000)}" }),
                .. HostileProviders.Concat(HostileProviders).Select(provider => new JsonObject { ["name"] = "cat", ["provider"] = provider }),
            ]).ToJsonString()));

        var answer = await TakeAsync("providers", []);

        var found = answer["found"]!;
        Assert.Equal((3_014, 3_006), ((int)found["tags"]!, (int)found["providerCount"]!));
        Assert.Equal(100, found["providers"]!.AsArray().Count);
        Assert.True(Encoding.UTF8.GetByteCount(answer.ToJsonString()) < 128 * 1024);
        var rows = await CsvAsync("providers", "providers.csv");
        Assert.Equal(3_008, rows.Count);
        Assert.Equal(3_014, rows.Sum(row => int.Parse(row["tags"], CultureInfo.InvariantCulture)));
        Assert.Equal(3_014, (await CsvAsync("providers")).Sum(row => int.Parse(row["tags"], CultureInfo.InvariantCulture)));
        Assert.Equal(
            ["rekognition 0 yes", " 2 no", " clarifai  2 yes", "''quoted 2 no", "(no provider) 2 no", "<b>bold</b> 2 no", "'=cmd|' /C calc'!A0 2 no", "Clarifai 2 yes"],
            rows.Take(8).Select(row => $"{row["provider"]} {row["tags"]} {row["withheld"]}"));

        var page = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(await TextAsync("providers", "html"));
        var table = page.QuerySelector(".wide")!;
        Assert.Equal(
            ["rekognition", "(no provider)", "\"\\u{20}clarifai\\u{20}\"", "'quoted", "\"(no provider)\"", "<b>bold</b>", "=cmd|' /C calc'!A0", "Clarifai"],
            table.QuerySelectorAll("tbody th").Take(8).Select(cell => cell.TextContent));
        Assert.Equal(100, table.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(22, page.QuerySelectorAll("section").Length);
        Assert.Contains("2,908 others have 2,908 tags.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.True(page.Source.Length < 1_000_000);
    }

    [Fact]
    public async Task Two_inventories_side_by_side_each_find_all()
    {
        await Catalog.AddAsync(Enumerable.Range(0, 100).Select(_ => (Guid.NewGuid(), (string?)"""[{"name": "cat", "provider": "flickr"}]""")));

        var answers = await Task.WhenAll(TakeAsync("left", new JsonObject { ["batchRows"] = 3 }), TakeAsync("right", new JsonObject { ["batchRows"] = 7 }));

        Assert.All(answers, answer => Assert.Equal(100, (int)answer["found"]!["tags"]!));
    }

    [Fact]
    public async Task A_table_without_rows_has_nothing()
    {
        var answer = await TakeAsync("empty", []);

        Assert.Equal((0, 0, 0), ((int)answer["rows"]!, (int)answer["found"]!["tags"]!, (int)answer["found"]!["providerCount"]!));
        Assert.Empty(await CsvAsync("empty"));
    }

    [Fact]
    public async Task A_table_that_is_dropped_while_it_is_counted_is_named()
    {
        await Catalog.AddAsync(Enumerable.Range(0, 100).Select(_ => (Guid.NewGuid(), (string?)"[]")));
        await using var keeper = await KeepAtFiftyAsync();
        var taking = machine!.RunAsync("dropped", new JsonObject { ["batchRows"] = 10 }, Cancellation);
        await Catalog.UntilLockedAsync(1, taking);
        var dropping = Catalog.ScalarAsync("DROP TABLE image CASCADE");
        await Catalog.UntilLockedAsync(2, taking);
        await ReleaseAsync(keeper);
        await dropping;

        var outcome = await taking;

        Assert.Equal("UnknownTable", outcome.Error);
        Assert.Contains("was changed while it was counted", outcome.Message, StringComparison.Ordinal);
    }

    /// <summary>A worker that has counted some batches is kept in the next one until it is released.</summary>
    private async Task<NpgsqlConnection> KeepAtFiftyAsync()
    {
        await Catalog.BeginAsync("schema");
        var keeper = await Catalog.Database.OpenConnectionAsync(Cancellation);
        await using var command = keeper.CreateCommand();
        command.CommandText =
            """
            CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF NEW.rows_read = 50 THEN PERFORM pg_advisory_xact_lock(7); END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER keep BEFORE UPDATE ON tag_policy.inventory FOR EACH ROW EXECUTE FUNCTION keep();
            SELECT pg_advisory_lock(7)
            """;
        await command.ExecuteNonQueryAsync(Cancellation);
        return keeper;
    }

    private static async Task ReleaseAsync(NpgsqlConnection keeper)
    {
        await using var command = keeper.CreateCommand();
        command.CommandText = "SELECT pg_advisory_unlock(7)";
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private async Task<JsonNode> TakeAsync(string id, JsonObject input)
    {
        var outcome = await machine!.RunAsync(id, input, Cancellation);
        Assert.True(outcome.Succeeded, $"{outcome.Error}: {outcome.Message}");
        return JsonNode.Parse(outcome.Output!)!;
    }

    private async Task<string> TextAsync(string id, string extension)
    {
        using var content = new StreamReader(cloud!.S3.OpenRead(CurationFunctions.ResultsBucket, $"inventories/{id}/inventory.{extension}"));
        return await content.ReadToEndAsync(Cancellation);
    }

    /// <returns>The rows, as a spreadsheet program reads them.</returns>
    private async Task<IReadOnlyList<Dictionary<string, string>>> CsvAsync(string id, string file = "inventory.csv")
    {
        var rows = new List<Dictionary<string, string>>();
        await using var content = cloud!.S3.OpenRead(CurationFunctions.ResultsBucket, $"inventories/{id}/{file}");
        using var reader = CsvReader.Create(content);
        await reader.ReadHeaderAsync(Cancellation);
        while (await reader.ReadAsync(Cancellation))
            rows.Add(reader.Headers.Index().ToDictionary(header => header.Item, header => reader.GetString(header.Index), StringComparer.Ordinal));

        return rows;
    }
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GroundTruthTests.Images;

/// <summary>What CopyImages makes of servers and files as they are.</summary>
public sealed class CopyImagesTests(CopyFixture fixture) : IClassFixture<CopyFixture>
{
    private ImageSite Site => fixture.Site;

    [Fact]
    public async Task The_images_of_a_sheet_are_kept_and_its_rows_say_where()
    {
        var source = fixture.Put(
            "products.csv",
            "\uFEFFid,name,image_url,price\r\n"
            + $"B-1,\"Lamp, \"\"small\"\"\r\nwhite\",{Site.Url("jpg/1")},1.50\r\n"
            + $"a/b, Stuhl ö,  {Site.Url("png/2?size=l&x=%20")} ,\r\n"
            + $"3,{{\"a\":1}},{Site.Url("webp/3")},0003\r\n");
        var target = fixture.NewTarget();

        var answer = await fixture.CopyAsync(source, target);

        Assert.Equal(
            $$"""{"done":true,"rows":3,"copied":3,"alreadyThere":0,"failed":{},"images":"{{target}}images/","products":"{{target}}products.csv","failures":"{{target}}failures.csv"}""",
            answer.ToJsonString());
        var images = fixture.Keys($"{target}images/").ToDictionary(key => Path.GetExtension(key), StringComparer.Ordinal);
        Assert.Matches("/images/B-1-[0-9a-f]{32}\\.jpg$", images[".jpg"]);
        Assert.Matches("/images/[0-9a-f]{32}\\.png$", images[".png"]);
        string Location(string extension) => $"s3://{CopyFixture.Bucket}/{images[extension]}";
        Assert.Equal(ImageSite.Jpeg, await fixture.BytesAsync(Location(".jpg")));
        Assert.Equal(ImageSite.Png, await fixture.BytesAsync(Location(".png")));
        Assert.Equal(ImageSite.WebP, await fixture.BytesAsync(Location(".webp")));
        Assert.Equal(
            ("image/jpeg", "image/png", "image/webp"),
            (fixture.MediaTypes[images[".jpg"]], fixture.MediaTypes[images[".png"]], fixture.MediaTypes[images[".webp"]]));
        Assert.Equal(
            "id,name,image_url,price,source-ref\n"
            + $"B-1,\"Lamp, \"\"small\"\"\r\nwhite\",{Site.Url("jpg/1")},1.50,{Location(".jpg")}\n"
            + $"a/b, Stuhl ö,  {Site.Url("png/2?size=l&x=%20")} ,,{Location(".png")}\n"
            + $"3,\"{{\"\"a\"\":1}}\",{Site.Url("webp/3")},0003,{Location(".webp")}\n",
            await fixture.TextAsync($"{target}products.csv"));
        Assert.Equal("row,id,url,reason\n", await fixture.TextAsync($"{target}failures.csv"));
    }

    [Fact]
    public async Task Lines_of_JSON_keep_every_key_as_it_is_written()
    {
        var source = fixture.Put(
            "products.jsonl",
            $$"""
            {"asin": 12345678901234567890, "photo": "{{Site.Url("jpg/4")}}", "price": 1.500e2, "title": "L\u00e4mp\u2028 <b>", "odd": "\ud800", "tags": [1, {"a": null}], "a\"b": true}

            {"source-ref": "old", "asin": "5", "photo": "{{Site.Url("jpg/5")}}"}
            {"asin": "6"}
            ["7"]
            {"asin": "\ud800", "photo": "{{Site.Url("jpg/8")}}"}
            {"asin": null, "photo": "{{Site.Url("jpg/9")}}"}
            nonsense
            """);
        var target = fixture.NewTarget();

        var answer = await fixture.CopyAsync(source, target, new JsonObject { ["id"] = "asin", ["url"] = "photo" });

        Assert.Equal("""{"noId":1,"noUrl":1,"unreadableRow":3}""", answer["failed"]!.ToJsonString());
        var lines = (await fixture.TextAsync($"{target}products.jsonl")).Split('\n');
        Assert.Matches(
            "^" + Regex.Escape(
                $$"""{"asin":12345678901234567890,"photo":"{{Site.Url("jpg/4")}}","price":1.500e2,"title":"L\u00e4mp\u2028 <b>","odd":"\ud800","tags":[1, {"a": null}],"a\"b":true,"source-ref":"{{target}}images/12345678901234567890-""")
            + "[0-9a-f]{32}\\.jpg\"}$",
            lines[0]);
        Assert.Matches(
            "^" + Regex.Escape($$"""{"asin":"5","photo":"{{Site.Url("jpg/5")}}","source-ref":"{{target}}images/5-""") + "[0-9a-f]{32}\\.jpg\"}$", lines[1]);
        Assert.Equal(3, lines.Length);
        Assert.Equal(
            $"row,id,url,reason\n4,6,,noUrl\n5,,,unreadableRow\n6,,,unreadableRow\n7,,{Site.Url("jpg/9")},noId\n8,,,unreadableRow\n",
            await fixture.TextAsync($"{target}failures.csv"));
    }

    [Fact]
    public async Task A_row_without_what_it_takes_is_listed_with_its_number()
    {
        var source = fixture.Put(
            "products.tsv",
            "image_url;id;source-ref\n"
            + $"{Site.Url("jpg/10")};1;\n"
            + $"{Site.Url("jpg/11")};\n"
            + $"{Site.Url("jpg/12")};;\n"
            + "\n"
            + ";2;\n"
            + $"{Site.Url("jpg/13")};1;\n"
            + "ftp://example.com/a.jpg;3;\n"
            + "\"http://a:b@example.com/;\"\"x\"\"\";4;\n");
        var target = fixture.NewTarget();

        var answer = await fixture.CopyAsync(source, target, new JsonObject { ["delimiter"] = ";" });

        Assert.Equal("""{"badUrl":2,"duplicateId":1,"noId":1,"noUrl":1,"unreadableRow":1}""", answer["failed"]!.ToJsonString());
        Assert.Equal((7L, 1L), ((long)answer["rows"]!, (long)answer["copied"]!));
        Assert.Equal(
            "row,id,url,reason\n"
            + $"3,,{Site.Url("jpg/11")},unreadableRow\n"
            + $"4,,{Site.Url("jpg/12")},noId\n"
            + "6,2,,noUrl\n"
            + $"7,1,{Site.Url("jpg/13")},duplicateId\n"
            + "8,3,ftp://example.com/a.jpg,badUrl\n"
            + "9,4,\"http://a:b@example.com/;\"\"x\"\"\",badUrl\n",
            await fixture.TextAsync($"{target}failures.csv"));
        Assert.Matches($"^image_url;id;source-ref\n{Site.Url("jpg/10")};1;{target}images/1-[0-9a-f]{{32}}.jpg\n$", await fixture.TextAsync($"{target}products.csv"));
    }

    [Theory]
    [InlineData("svg/1", "notAnImage", 1)]
    [InlineData("lie/1", "notAnImage", 1)]
    [InlineData("gzip/1", "notAnImage", 1)]
    [InlineData("empty/1", "empty", 1)]
    [InlineData("204/1", "http204", 1)]
    [InlineData("304/1", "http304", 1)]
    [InlineData("404/1", "http404", 1)]
    [InlineData("403/1", "http403", 1)]
    [InlineData("busy-for-an-hour/1", "http429", 1)]
    [InlineData("503/1", "http503", 4)]
    [InlineData("large/1", "tooLarge", 1)]
    [InlineData("endless/1", "tooLarge", 1)]
    [InlineData("short/1", "truncated", 4)]
    [InlineData("dead/1", "connectionFailed", 4)]
    [InlineData("silent/1", "timeout", 4)]
    [InlineData("stalled/1", "timeout", 4)]
    [InlineData("nowhere/1", "badRedirect", 1)]
    [InlineData("loop/1", "tooManyRedirects", 6)]
    public async Task What_is_no_image_is_not_kept(string path, string reason, int requests)
    {
        var target = fixture.NewTarget();

        var answer = await fixture.CopyAsync(
            Sheet(Site.Url(path)), target, new JsonObject { ["maxBytes"] = 4000, ["timeoutSeconds"] = 1 });

        Assert.Equal($$"""{"{{reason}}":1}""", answer["failed"]!.ToJsonString());
        Assert.True((bool)answer["done"]!);
        Assert.Equal(requests, Site.Count(path));
        Assert.Equal([CopyFixture.KeyOf($"{target}failures.csv"), CopyFixture.KeyOf($"{target}products.csv")], fixture.Keys(target));
        Assert.Equal($"row,id,url,reason\n2,1,{Site.Url(path)},{reason}\n", await fixture.TextAsync($"{target}failures.csv"));
        Assert.Equal("id,image_url,source-ref\n", await fixture.TextAsync($"{target}products.csv"));
    }

    [Theory]
    [InlineData("failing-twice/2", 3)]
    [InlineData("busy-once/2", 2)]
    [InlineData("cut-once/2", 2)]
    [InlineData("dead-once/2", 2)]
    public async Task What_passes_is_tried_again(string path, int requests)
    {
        var target = fixture.NewTarget();

        var answer = await fixture.CopyAsync(Sheet(Site.Url(path)), target);

        Assert.Equal(1, (long)answer["copied"]!);
        Assert.Equal(requests, Site.Count(path));
        Assert.Equal(ImageSite.Jpeg, await fixture.BytesAsync($"s3://{CopyFixture.Bucket}/{Assert.Single(fixture.Keys($"{target}images/"))}"));
    }

    [Fact]
    public async Task Five_redirects_are_followed()
    {
        var answer = await fixture.CopyAsync(Sheet(Site.Url("hop/5")), fixture.NewTarget());

        Assert.Equal(1, (long)answer["copied"]!);
        Assert.Equal(1, Site.Count("jpg/hop"));
    }

    [Theory]
    [InlineData("http://127.0.0.1/latest", "privateAddress")]
    [InlineData("http://localhost/latest", "privateAddress")]
    [InlineData("http://127.1/latest", "privateAddress")]
    [InlineData("http://2130706433/latest", "privateAddress")]
    [InlineData("http://0x7f.0.0.1/latest", "privateAddress")]
    [InlineData("http://0.0.0.0/latest", "privateAddress")]
    [InlineData("http://[::1]/latest", "privateAddress")]
    [InlineData("http://[::]/latest", "privateAddress")]
    [InlineData("http://[::ffff:127.0.0.1]/latest", "privateAddress")]
    [InlineData("http://169.254.169.254/latest/meta-data/iam/security-credentials/", "privateAddress")]
    [InlineData("http://[fd00:ec2::254]/latest", "privateAddress")]
    [InlineData("https://10.0.0.1/latest", "privateAddress")]
    [InlineData("http://127.0.0.1:9001/2018-06-01/runtime/invocation/next", "badUrl")]
    [InlineData("http://no-such-host.invalid/", "hostNotFound")]
    public async Task Nobody_is_sent_into_our_own_network_neither_straight_nor_by_a_redirect(string url, string reason)
    {
        var redirected = Site.Url($"to/{Guid.NewGuid():N}?url={Uri.EscapeDataString(url)}");
        var target = fixture.NewTarget();

        var answer = await fixture.CopyAsync(Sheet(url, redirected), target);

        var afterRedirect = reason == "badUrl" ? "badRedirect" : reason;
        Assert.Equal(
            $"row,id,url,reason\n2,1,{url},{reason}\n3,2,{redirected},{afterRedirect}\n", await fixture.TextAsync($"{target}failures.csv"));
        Assert.Equal(0, (long)answer["copied"]!);
    }

    [Fact]
    public async Task A_name_that_was_allowed_is_looked_up_and_reached()
    {
        var answer = await fixture.CopyAsync(Sheet($"http://localhost:{Site.Port}/jpg/name"), fixture.NewTarget());

        Assert.Equal(1, (long)answer["copied"]!);
    }

    [Fact]
    public async Task A_server_learns_who_asks_and_nothing_else()
    {
        await fixture.CopyAsync(Sheet(Site.Url("cookie/1"), Site.Url("cookie/2")), fixture.NewTarget(), new JsonObject { ["concurrency"] = 1 });

        Assert.Equal(["Accept", "Host", "User-Agent"], Site.LastHeaders.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("product-image-copier/1.0", Site.LastHeaders.UserAgent);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(null)]
    public async Task A_server_gets_so_many_requests_side_by_side(int? hostConcurrency)
    {
        var expected = hostConcurrency ?? 4;
        var here = 0;
        var most = 0;
        var full = new TaskCompletionSource();
        Site.OnRequest = async context =>
        {
            var now = Interlocked.Increment(ref here);
            InterlockedMax(ref most, now);
            if (now >= expected)
                full.TrySetResult();

            await full.Task.WaitAsync(context.RequestAborted);
            context.Response.OnStarting(() =>
            {
                Interlocked.Decrement(ref here);
                return Task.CompletedTask;
            });
        };
        var settings = new JsonObject { ["concurrency"] = 20 };
        if (hostConcurrency is not null)
            settings["hostConcurrency"] = hostConcurrency;

        var answer = await fixture.CopyAsync(
            Sheet([.. Enumerable.Range(0, 40).Select(number => Site.Url($"jpg/polite-{expected}-{number}"))]), fixture.NewTarget(), settings);
        Site.OnRequest = null;

        Assert.Equal(40, (long)answer["copied"]!);
        Assert.Equal(expected, most);
    }

    [Theory]
    [InlineData("""{"target":"s3://labeling/t/"}""", "source is missing")]
    [InlineData("""{"source":"s3://labeling/p.csv"}""", "target is missing")]
    [InlineData("""{"source":"s3://labeling/p.csv","target":"s3://labeling/t"}""", "ends with a slash")]
    [InlineData("""{"source":"s3://labeling/p.xlsx","target":"s3://labeling/t/"}""", "format is missing")]
    [InlineData("""{"source":"s3://labeling/t/products.csv","target":"s3://labeling/t/"}""", "would be overwritten")]
    [InlineData("""{"source":"s3://labeling/t/failures.csv","target":"s3://labeling/t/"}""", "would be overwritten")]
    [InlineData("""{"source":"s3://labeling/p.csv","target":"s3://labeling/t/","concurency":2}""", "no setting 'concurency'")]
    [InlineData("""{"source":"s3://labeling/p.csv","target":"s3://labeling/t/","concurrency":65}""", "concurrency is 65")]
    [InlineData("""{"source":"s3://labeling/p.csv","target":"s3://labeling/t/","hostConcurrency":0}""", "hostConcurrency is 0")]
    [InlineData("""{"source":"s3://labeling/p.csv","target":"s3://labeling/t/","maxBytes":40000001}""", "maxBytes is 40000001")]
    [InlineData("""{"source":"s3://labeling/p.csv","target":"s3://labeling/t/","timeoutSeconds":"9"}""", "timeoutSeconds is \"9\"")]
    [InlineData("""{"source":"s3://labeling/p.csv","target":"s3://labeling/t/","delimiter":"|"}""", "delimiter is \"|\"")]
    [InlineData("""{"source":"s3://labeling/p.jsonl","target":"s3://labeling/t/","delimiter":","}""", "read as JSON Lines")]
    public async Task A_request_that_cannot_be_meant_is_refused(string request, string message)
    {
        var (_, errorType, errorMessage) = await fixture.InvokeAsync((JsonObject)JsonNode.Parse(request)!);

        Assert.Equal("InvalidSettings", errorType);
        Assert.Contains(message, errorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-file.csv", null, "SourceNotFound", "no-such-file.csv")]
    [InlineData("sheet.csv", "sku,image_url\n", "UnreadableSpreadsheet", "no column \"id\"")]
    [InlineData("sheet.csv", "id,image_url\n1,\"http://a\n", "UnreadableSpreadsheet", "never closed")]
    [InlineData("sheet.csv", "", "UnreadableSpreadsheet", "no header")]
    public async Task A_file_that_cannot_be_read_is_said_to_be_so(string name, string? content, string error, string message)
    {
        var source = content is null ? $"s3://{CopyFixture.Bucket}/{name}" : fixture.Put(name, content);

        var (_, errorType, errorMessage) = await fixture.InvokeAsync(new JsonObject { ["source"] = source, ["target"] = fixture.NewTarget() });

        Assert.Equal(error, errorType);
        Assert.Contains(message, errorMessage, StringComparison.Ordinal);
    }

    private string Sheet(params string[] urls) =>
        fixture.Put("products.csv", "id,image_url\n" + string.Concat(urls.Select((url, index) => $"{index + 1},{url}\n")));

    private static void InterlockedMax(ref int most, int value)
    {
        for (var before = most; before < value; before = most)
            Interlocked.CompareExchange(ref most, value, before);
    }
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GroundTruthTests.Images;

/// <summary>What CopyImages makes of a file of products.</summary>
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

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("s\\udfffurce-ref")]
    [InlineData("source-re\\ud800")]
    public async Task A_line_with_a_key_that_is_no_text_costs_no_other_its_image(string key)
    {
        var source = fixture.Put(
            "products.jsonl",
            $$"""
            {"id": "1", "image_url": "{{Site.Url("jpg/14")}}", "{{key}}": 1}
            {"id": "2", "image_url": "{{Site.Url("jpg/15")}}"}
            """);
        var target = fixture.NewTarget();

        var answer = await fixture.CopyAsync(source, target);

        Assert.Equal("""{"unreadableRow":1}""", answer["failed"]!.ToJsonString());
        Assert.Contains("/images/2-", Assert.Single(fixture.Keys($"{target}images/")), StringComparison.Ordinal);
        Assert.Equal("row,id,url,reason\n1,,,unreadableRow\n", await fixture.TextAsync($"{target}failures.csv"));
    }

    [Fact]
    public async Task A_row_of_more_than_a_mebibyte_is_listed()
    {
        var source = fixture.Put(
            "products.csv", $"id,image_url,text\n1,{Site.Url("jpg/16")},{new string('x', 1 << 20)}\n2,{Site.Url("jpg/17")},\n");
        var target = fixture.NewTarget();

        var answer = await fixture.CopyAsync(source, target);

        Assert.Equal((1, """{"unreadableRow":1}"""), ((int)answer["copied"]!, answer["failed"]!.ToJsonString()));
        Assert.Equal("row,id,url,reason\n2,,,unreadableRow\n", await fixture.TextAsync($"{target}failures.csv"));
    }

    [Fact]
    public async Task The_list_of_failures_holds_no_formula()
    {
        var source = fixture.Put("products.csv", $"id,image_url,text\n-1,{Site.Url("jpg/18")},=1+1\n=1+1,@SUM(1)\n+1,-1,@\n");
        var target = fixture.NewTarget();

        await fixture.CopyAsync(source, target);

        Assert.Equal(
            "row,id,url,reason\n3,'=1+1,'@SUM(1),unreadableRow\n4,'+1,'-1,badUrl\n", await fixture.TextAsync($"{target}failures.csv"));
        Assert.StartsWith(
            $"id,image_url,text,source-ref\n-1,{Site.Url("jpg/18")},=1+1,s3://", await fixture.TextAsync($"{target}products.csv"), StringComparison.Ordinal);
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
}

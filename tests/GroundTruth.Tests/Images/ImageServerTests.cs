using System.Text.Json.Nodes;

namespace GroundTruthTests.Images;

/// <summary>Servers as they are: slow, busy, broken, and not always honest.</summary>
public sealed class ImageServerTests(CopyFixture fixture) : IClassFixture<CopyFixture>
{
    private ImageSite Site => fixture.Site;

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
            fixture.PutSheet(Site.Url(path)), target, new JsonObject { ["maxBytes"] = 4000, ["timeoutSeconds"] = 1 });

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

        var answer = await fixture.CopyAsync(fixture.PutSheet(Site.Url(path)), target);

        Assert.Equal(1, (long)answer["copied"]!);
        Assert.Equal(requests, Site.Count(path));
        Assert.Equal(ImageSite.Jpeg, await fixture.BytesAsync($"s3://{CopyFixture.Bucket}/{Assert.Single(fixture.Keys($"{target}images/"))}"));
    }

    [Fact]
    public async Task Five_redirects_are_followed()
    {
        var answer = await fixture.CopyAsync(fixture.PutSheet(Site.Url("hop/5")), fixture.NewTarget());

        Assert.Equal(1, (long)answer["copied"]!);
        Assert.Equal(1, Site.Count("jpg/hop"));
    }

    [Fact]
    public async Task A_server_learns_who_asks_and_nothing_else()
    {
        await fixture.CopyAsync(fixture.PutSheet(Site.Url("cookie/1"), Site.Url("cookie/2")), fixture.NewTarget(), new JsonObject { ["concurrency"] = 1 });

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
            fixture.PutSheet([.. Enumerable.Range(0, 40).Select(number => Site.Url($"jpg/polite-{expected}-{number}"))]), fixture.NewTarget(), settings);
        Site.OnRequest = null;

        Assert.Equal(40, (long)answer["copied"]!);
        Assert.Equal(expected, most);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var before = most; before < value; before = most)
            Interlocked.CompareExchange(ref most, value, before);
    }
}

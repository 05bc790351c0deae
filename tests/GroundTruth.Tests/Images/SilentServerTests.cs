using System.Text.Json.Nodes;

namespace GroundTruthTests.Images;

/// <summary>A server that is slow or dead costs the images of other servers nothing, and itself little time.</summary>
public sealed class SilentServerTests(CopyFixture fixture) : IClassFixture<CopyFixture>
{
    private ImageSite Site => fixture.Site;

    [Fact]
    public async Task Whoever_waits_for_a_slow_server_does_not_hold_up_the_others()
    {
        var other = new TaskCompletionSource();
        Site.OnRequest = context =>
        {
            if (context.Request.Host.Host != "localhost")
                return other.Task.WaitAsync(context.RequestAborted);

            other.TrySetResult();
            return Task.CompletedTask;
        };

        var answer = await fixture.CopyAsync(
            fixture.PutSheet(Site.Url("jpg/slow-1"), Site.Url("jpg/slow-2"), Site.Url("jpg/slow-3"), OnOtherServer("jpg/quick")),
            fixture.NewTarget(),
            new JsonObject { ["concurrency"] = 2, ["hostConcurrency"] = 1, ["timeoutSeconds"] = 10 });
        Site.OnRequest = null;

        Assert.Equal(4, (int)answer["copied"]!);
        Assert.All(Site.Requests.Where(request => request.Key.Contains("slow", StringComparison.Ordinal)), request => Assert.Equal(1, request.Value));
    }

    [Fact]
    public async Task A_server_of_which_three_images_in_a_row_fail_is_not_asked_for_its_others()
    {
        const int Dead = 1000;
        var target = fixture.NewTarget();
        var rows = Enumerable.Range(0, Dead).Select(number => Site.Url($"dead/down-{number}")).Append(OnOtherServer("jpg/up")).ToArray();

        var answer = await fixture.CopyAsync(fixture.PutSheet(rows), target, new JsonObject { ["hostConcurrency"] = 1 });

        Assert.True((bool)answer["done"]!);
        Assert.Equal(1, (int)answer["copied"]!);
        Assert.Equal($$"""{"connectionFailed":3,"hostDown":{{Dead - 3}}}""", answer["failed"]!.ToJsonString());
        Assert.Equal(3 * 4, Site.Requests.Where(request => request.Key.Contains("down-", StringComparison.Ordinal)).Sum(request => request.Value));
    }

    [Fact]
    public async Task One_that_answers_in_between_is()
    {
        string[] paths = ["dead/now-1", "dead/now-2", "404/now-3", "dead/now-4", "dead/now-5", "jpg/now-6"];

        var answer = await fixture.CopyAsync(
            fixture.PutSheet([.. paths.Select(Site.Url)]), fixture.NewTarget(), new JsonObject { ["hostConcurrency"] = 1 });

        Assert.Equal(1, (int)answer["copied"]!);
        Assert.Equal("""{"connectionFailed":4,"http404":1}""", answer["failed"]!.ToJsonString());
    }

    private string OnOtherServer(string path) => $"http://localhost:{Site.Port}/{path}";
}

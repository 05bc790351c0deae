using System.Text.Json.Nodes;

namespace GroundTruthTests.Images;

/// <summary>A copy that is stopped in the middle, and one that has no time left, go on where they were.</summary>
public sealed class ResumedCopyTests(CopyFixture fixture) : IClassFixture<CopyFixture>
{
    private const int Products = 60;

    /// <summary>Unless it is said otherwise.</summary>
    private const int Concurrency = 16;

    private ImageSite Site => fixture.Site;

    [Fact]
    public async Task A_process_that_is_killed_has_lost_nothing_but_what_it_was_at()
    {
        var source = Sheet("killed");
        var undisturbed = await CopyAllAsync(source);
        Site.Forget();
        var target = fixture.NewTarget();
        var requests = 0;
        Site.OnRequest = context =>
        {
            if (Interlocked.Increment(ref requests) == Products / 2)
                Assert.Single(fixture.Lambda.Environments, environment => environment.FunctionName == "CopyImages").Kill();

            return Task.CompletedTask;
        };

        var (_, errorType, _) = await fixture.InvokeAsync(new JsonObject { ["source"] = source, ["target"] = target });
        var there = fixture.Keys(target).Count;
        var answer = await fixture.CopyAsync(source, target);
        Site.OnRequest = null;

        Assert.Equal("Runtime.ExitError", errorType);
        Assert.True((bool)answer["done"]!);
        Assert.Equal((there, Products - there - Failing), ((int)answer["alreadyThere"]!, (int)answer["copied"]!));
        Assert.Equal(undisturbed, await ListsAsync(target));

        // What was on its way when the process died, and failures, of which it could leave no word.
        Assert.All(Site.Requests, request => Assert.InRange(request.Value, 1, 2));
        Assert.InRange(Site.Requests.Values.Sum() - Products, 0, Concurrency + Failing);
    }

    [Fact]
    public async Task An_invocation_that_has_no_time_left_says_so_and_the_next_goes_on()
    {
        fixture.Deploy("Hurried", TimeSpan.FromSeconds(24));
        var source = Sheet("hurried");
        var undisturbed = await CopyAllAsync(source);
        Site.Forget();
        var target = fixture.NewTarget();
        var settings = new JsonObject { ["concurrency"] = 1, ["timeoutSeconds"] = 120 };
        var isHeld = true;
        Site.OnRequest = context => isHeld && context.Request.Path.Value!.EndsWith($"-{Products / 2}", StringComparison.Ordinal)
            ? ImageSite.WaitUntilGivenUpAsync(context)
            : Task.CompletedTask;

        var first = await fixture.CopyAsync(source, target, (JsonObject)settings.DeepClone(), "Hurried");
        var left = fixture.Keys(target).Where(key => !key.Contains("/images/", StringComparison.Ordinal));
        isHeld = false;
        var second = await fixture.CopyAsync(source, target, (JsonObject)settings.DeepClone(), "Hurried");
        Site.OnRequest = null;

        Assert.Equal(
            $$"""{"done":false,"rows":30,"copied":27,"alreadyThere":0,"failed":{"http404":3},"images":"{{target}}images/","products":null,"failures":null}""",
            first.ToJsonString());
        Assert.Equal([CopyFixture.KeyOf($"{target}unfinished.csv")], left);
        Assert.Equal((true, 60, 27, 27), ((bool)second["done"]!, (int)second["rows"]!, (int)second["copied"]!, (int)second["alreadyThere"]!));
        Assert.Equal(undisturbed, await ListsAsync(target));
        Assert.DoesNotContain(fixture.Keys(target), key => key.EndsWith("unfinished.csv", StringComparison.Ordinal));
        Assert.All(Site.Requests, request => Assert.Equal(request.Key.EndsWith($"-{Products / 2}", StringComparison.Ordinal) ? 2 : 1, request.Value));
    }

    [Fact]
    public async Task Who_starts_over_tries_what_failed_and_what_has_changed()
    {
        var source = Sheet("again");
        var target = fixture.NewTarget();
        await fixture.CopyAsync(source, target);
        Site.Forget();

        var again = await fixture.CopyAsync(source, target);

        Assert.Equal((0, Products - Failing), ((int)again["copied"]!, (int)again["alreadyThere"]!));
        Assert.Equal(Failing, Site.Requests.Count);

        var changed = fixture.Put("products.csv", $"id,image_url\nP-1,{Site.Url("png/again-1")}\n");
        var another = await fixture.CopyAsync(changed, target);

        Assert.Equal((1, 0), ((int)another["copied"]!, (int)another["alreadyThere"]!));
        Assert.Contains(".png\n", await fixture.TextAsync($"{target}products.csv"), StringComparison.Ordinal);
    }

    /// <summary>Every tenth image is not there.</summary>
    private static int Failing => Products / 10;

    private string Sheet(string name) => fixture.Put(
        "products.csv",
        "id,image_url\n" + string.Concat(
            Enumerable.Range(0, Products).Select(number => $"P-{number},{Site.Url($"{(number % 10 == 9 ? "404" : "jpg")}/{name}-{number}")}\n")));

    private async Task<(string Products, string Failures)> CopyAllAsync(string source)
    {
        var target = fixture.NewTarget();
        Assert.True((bool)(await fixture.CopyAsync(source, target))["done"]!);
        return await ListsAsync(target);
    }

    /// <summary>The lists, without the place where they are.</summary>
    private async Task<(string Products, string Failures)> ListsAsync(string target) =>
    (
        (await fixture.TextAsync($"{target}products.csv")).Replace(target, "", StringComparison.Ordinal),
        await fixture.TextAsync($"{target}failures.csv"));
}

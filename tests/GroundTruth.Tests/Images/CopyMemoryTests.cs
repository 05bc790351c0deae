using System.Text.Json.Nodes;

namespace GroundTruthTests.Images;

/// <summary>What the function needs does not grow with what it copies.</summary>
public sealed class CopyMemoryTests(CopyFixture fixture) : IClassFixture<CopyFixture>
{
    private static readonly string Description = new('x', 500);

    [Fact]
    public async Task Images_are_not_held_in_memory()
    {
        await fixture.CopyAsync(fixture.Put("products.csv", $"id,image_url\n1,{fixture.Site.Url("jpg/1")}\n"), fixture.NewTarget());
        var before = fixture.Lambda.PeakResidentBytes("CopyImages");
        var rows = Enumerable.Range(0, 40).Select(number => $"{number},{fixture.Site.Url($"photo/{number}")}\n");

        var answer = await fixture.CopyAsync(
            fixture.Put("products.csv", "id,image_url\n" + string.Concat(rows)),
            fixture.NewTarget(),
            new JsonObject { ["concurrency"] = 40, ["hostConcurrency"] = 40 });

        Assert.Equal(40, (long)answer["copied"]!);
        var more = fixture.Lambda.PeakResidentBytes("CopyImages") - before;
        TestContext.Current.TestOutputHelper!.WriteLine($"{before >> 20} MiB, then {more >> 20} MiB more for {40 * ImageSite.Photo.Length >> 20} MiB");
        Assert.InRange(more, 0, 40L * ImageSite.Photo.Length / 3);
    }

    [Fact]
    public async Task Nor_are_products()
    {
        const int Rows = 400_000;
        await CopyAsync(Rows / 4);
        var before = fixture.Lambda.PeakResidentBytes("CopyImages");

        await CopyAsync(Rows);

        var more = fixture.Lambda.PeakResidentBytes("CopyImages") - before;
        TestContext.Current.TestOutputHelper!.WriteLine($"{before >> 20} MiB, then {more >> 20} MiB more for {Rows} products");
        Assert.InRange(more, 0, Rows * (long)Description.Length / 3);
    }

    [Fact]
    public async Task Nor_are_long_rows_that_wait_for_the_one_before_them()
    {
        const int Rows = 200;
        const int RowBytes = 1_000_000;
        await fixture.CopyAsync(fixture.Put("products.csv", $"id,image_url\n1,{fixture.Site.Url("jpg/2")}\n"), fixture.NewTarget());
        var before = fixture.Lambda.PeakResidentBytes("CopyImages");
        var description = new string('x', RowBytes);
        var rows = Enumerable.Range(0, Rows).Select(number => $"{number},nowhere,{description}\n");

        var answer = await fixture.CopyAsync(
            fixture.Put("products.csv", $"id,image_url,description\nslow,{fixture.Site.Url("silent/2")},\n" + string.Concat(rows)),
            fixture.NewTarget(),
            new JsonObject { ["timeoutSeconds"] = 1 });

        Assert.Equal($$"""{"badUrl":{{Rows}},"timeout":1}""", answer["failed"]!.ToJsonString());
        var more = fixture.Lambda.PeakResidentBytes("CopyImages") - before;
        TestContext.Current.TestOutputHelper!.WriteLine($"{before >> 20} MiB, then {more >> 20} MiB more for {Rows * RowBytes >> 20} MiB");
        Assert.InRange(more, 0, Rows * RowBytes);
    }

    private async Task CopyAsync(int count)
    {
        var rows = Enumerable.Range(0, count).Select(number => $"{number},{Description},nowhere\n");
        var answer = await fixture.CopyAsync(
            fixture.Put("products.csv", "id,description,image_url\n" + string.Concat(rows)), fixture.NewTarget());
        Assert.Equal(count, (long)answer["failed"]!["badUrl"]!);
    }
}

using Catalog.DryRuns;
using Catalog.Ledger;

namespace CatalogTests.DryRuns;

public sealed class ImageSampleTests
{
    private const int Images = 200_000;

    public static TheoryData<string> Kinds => ["random", "counted up", "counted up at the front"];

    /// <summary>Within five standard deviations.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Its_share_of_images_is_picked_whatever_identifiers_look_like(string kind)
    {
        var sample = Sample(ImageSample.SourceBytes * 20);
        var random = new Random(7);
        var picked = 0;
        for (var i = 0; i < Images; i++)
            picked += sample.Takes(Identifier(kind, i, random)) ? 1 : 0;

        Assert.Equal(0.05, sample.Share);
        Assert.InRange(picked, 9_500, 10_500);
    }

    [Fact]
    public void Of_the_largest_file_some_are_picked_and_of_a_real_run_all()
    {
        var (few, random) = (Sample(5_000L * ImageSample.SourceBytes), new Random(7));
        Assert.Contains(Enumerable.Range(0, 50_000), _ => few.Takes(Identifier("random", 0, random)));

        var all = Sample(5_000L * ImageSample.SourceBytes, dryRun: false);
        Assert.Equal(1, all.Share);
        Assert.All(Enumerable.Range(0, 1_000), _ => Assert.True(all.Takes(Identifier("random", 0, random))));
    }

    private static ImageSample Sample(long size, bool dryRun = true) =>
        ImageSample.Of(new RunPlan(
            "run", new SourceVersion("labels", "labels.jsonl", "\"etag\"", VersionId: null, size), "image", "rekognition", dryRun, "{}", 1, DateTimeOffset.UnixEpoch));

    private static Guid Identifier(string kind, int number, Random random)
    {
        var bytes = new byte[16];
        if (kind == "random")
            random.NextBytes(bytes);
        else
            BitConverter.TryWriteBytes(bytes.AsSpan(kind == "counted up" ? 12 : 0), number);

        return new Guid(bytes);
    }
}

using GroundTruth.Evaluation;

namespace GroundTruthTests.Evaluation;

/// <summary>
/// A product labelling job of which the numbers were published: 100 items, 3 workers each, 47 with consensus, 41 of them right, 58 right in
/// all, at $0.048 a task.
/// </summary>
public sealed class PublishedCaseTests
{
    [Fact]
    public async Task Consensus_and_accuracy_come_out_as_published()
    {
        var report = await ReportAsync(new EvaluationSettings());

        Assert.Equal(100, report.Items);
        Assert.Equal(300, report.Annotations);
        Assert.Equal(47, report.Consensus.Items);
        Assert.Equal(0.47m, report.Consensus.Share);
        Assert.Equal(new Tally(100, 58), report.Accuracy);
        Assert.Equal(0.58m, report.Accuracy.Share);
        Assert.Equal(new Tally(47, 41), report.ConsensusAccuracy);
        Assert.Equal(0.8723m, report.ConsensusAccuracy.Share);
        Assert.Equal([0.3333m, 0.6667m, 1m], report.VoteShares.Select(share => share.Share));
        Assert.Equal([(99, 58), (47, 41), (20, 19)], report.VoteShares.Select(share => (share.Items, share.Right)));
        Assert.Equal(42, report.Confusions.Sum(confusion => confusion.Count));
        Assert.Equal(58, report.Categories.Sum(category => category.Right));
    }

    [Fact]
    public async Task Cost_comes_out_as_published()
    {
        var cost = (await ReportAsync(new EvaluationSettings { PricePerTask = 0.048m, TargetSize = 47 })).Cost!;

        Assert.Equal(14.40m, cost.Total);
        Assert.Equal(0.3064m, cost.PerUsableLabel);
        Assert.Equal(new CostProjection(47, 100, 14.40m), cost.Projection);
    }

    [Fact]
    public async Task A_hundred_thousand_usable_labels_at_sixty_percent_consensus_cost_24000_dollars()
    {
        var lines = Enumerable.Range(0, 100).Select(item => item < 60
            ? JobFile.Line($"s3://b/{item}", "a", "a", "a")
            : JobFile.Line($"s3://b/{item}", "a", "b", "c"));

        var report = EvaluationReport.Of(
            await JobFile.ManifestAsync([.. lines]),
            await JobFile.GoldOfAsync(),
            second: null,
            new EvaluationSettings { PricePerTask = 0.048m, TargetSize = 100_000 });

        Assert.Equal(0.6m, report.Consensus.Share);
        // Whole items are wanted, but the cost is not rounded up to them: that would be 24,000.048.
        Assert.Equal(new CostProjection(100_000, 166_667, 24_000m), report.Cost!.Projection);
    }

    private static async Task<EvaluationReport> ReportAsync(EvaluationSettings settings)
    {
        await using var manifest = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "GroundTruthSample", "output-manifest.jsonl"));
        await using var gold = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "GroundTruthSample", "gold.csv"));
        return EvaluationReport.Of(
            await OutputManifest.ReadAsync(manifest, JobFile.Key, JobFile.Attribute, TestContext.Current.CancellationToken),
            await GoldStandard.ReadAsync(gold, JobFile.Key, JobFile.Attribute, TestContext.Current.CancellationToken),
            second: null,
            settings);
    }
}

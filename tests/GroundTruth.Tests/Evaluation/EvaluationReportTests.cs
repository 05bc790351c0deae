using GroundTruth.Annotations;
using GroundTruth.Evaluation;

namespace GroundTruthTests.Evaluation;

public sealed class EvaluationReportTests
{
    [Theory]
    [InlineData(null, "a,a,b", true)]
    [InlineData(null, "a,a,b,b", false)]
    [InlineData(null, "a,-,-", false)]
    [InlineData(null, "a,a,-", true)]
    [InlineData(null, "-,-,-", false)]
    [InlineData("0.5", "a,a,b,b", true)]
    [InlineData("0.6667", "a,a,b", true)]
    [InlineData("0.6668", "a,a,b", false)]
    [InlineData("1", "a,a,-", false)]
    [InlineData("1", "a,a,a", true)]
    public async Task Consensus_is_more_than_half_of_the_workers_asked_or_at_least_the_share_that_is_set(string? share, string labels, bool expected)
    {
        var answers = labels.Split(',').Select(label => label == "-" ? null : label).ToArray();
        var rule = new ConsensusRule(share is null ? null : decimal.Parse(share));

        var report = await ReportAsync([JobFile.Line("x", answers)], [], settings: new() { Consensus = rule });

        Assert.Equal(expected ? 1 : 0, report.Consensus.Items);
    }

    [Fact]
    public async Task Nobody_is_divided_by_where_there_is_no_consensus()
    {
        var report = await ReportAsync([JobFile.Line("x", "a", "b"), JobFile.Line("y", null, null)], ["x=a"], settings: new()
        {
            PricePerTask = 0.5m,
            TargetSize = 10,
        });

        Assert.Equal(new Consensus("more than half of the workers asked gave the label", 0, 0), report.Consensus);
        Assert.Null(report.ConsensusAccuracy.Share);
        Assert.Equal(2m, report.Cost!.Total);
        Assert.Null(report.Cost.PerUsableLabel);
        Assert.Equal("no usable labels", report.Cost.Note);
        Assert.Equal(new CostProjection(10, Items: null, Cost: null), report.Cost.Projection);
    }

    [Fact]
    public async Task An_empty_manifest_has_a_report()
    {
        var report = await ReportAsync([], ["x=a"], second: [], new() { PricePerTask = 0.012m, TargetSize = 10 });

        Assert.Equal(0, report.Items);
        Assert.Null(report.Consensus.Share);
        Assert.Null(report.Accuracy.Share);
        Assert.Equal(1, report.GoldWithoutItem);
        Assert.Empty(report.Categories);
        Assert.Empty(report.VoteShares);
        Assert.Null(report.Agreement!.Share);
        Assert.Null(report.Agreement.Kappa);
        Assert.Equal(0m, report.Cost!.Total);
        Assert.Null(report.Cost.PerUsableLabel);
    }

    [Fact]
    public async Task Items_without_gold_count_for_consensus_only_and_items_without_a_label_are_not_right()
    {
        var report = await ReportAsync(
            [
                JobFile.Line("right", "a", "a"),
                JobFile.Line("wrong", "b", "b"),
                JobFile.Line("silent", null, null),
                JobFile.Line("no gold", "a", "a"),
                """{"source-ref":"failed","category-metadata":{"failure-reason":"x"}}""",
            ],
            ["right=a", "wrong=a", "silent=a", "failed=a", "elsewhere=a"]);

        Assert.Equal((5, 1, 1, 8), (report.Items, report.Failed, report.Unlabelled, (int)report.Annotations));
        Assert.Equal(3, report.Consensus.Items);
        Assert.Equal(new Tally(4, 1), report.Accuracy);
        Assert.Equal(new Tally(2, 1), report.ConsensusAccuracy);
        Assert.Equal(1, report.GoldWithoutItem);
    }

    [Fact]
    public async Task Categories_have_precision_and_recall_and_what_was_confused_is_counted()
    {
        var report = await ReportAsync(
            [
                JobFile.Line("1", "a", "a"),
                JobFile.Line("2", "a", "b", "c"),
                JobFile.Line("3", "b", "b"),
                JobFile.Line("4", "b", "b"),
                JobFile.Line("5", "a", "a"),
                JobFile.Line("6", null, null),
            ],
            ["1=a", "2=a", "3=a", "4=a", "5=b", "6=c"]);

        Assert.Equal(
            [
                new CategoryScore(Label.Of("a"), null, Items: 4, Answered: 3, Consensus: 3, Right: 2),
                new CategoryScore(Label.Of("b"), null, Items: 1, Answered: 2, Consensus: 1, Right: 0),
                new CategoryScore(Label.Of("c"), null, Items: 1, Answered: 0, Consensus: 0, Right: 0),
            ],
            report.Categories);
        Assert.Equal((0.6667m, 0.5m), (report.Categories[0].Precision, report.Categories[0].Recall));
        Assert.Equal((0m, 0m), (report.Categories[1].Precision, report.Categories[1].Recall));
        Assert.Equal((null, 0m), (report.Categories[2].Precision, report.Categories[2].Recall));
        Assert.Equal(
            [
                new Confusion(Label.Of("a"), null, Label.Of("b"), null, 2),
                new Confusion(Label.Of("b"), null, Label.Of("a"), null, 1),
                new Confusion(Label.Of("c"), null, Label.None, null, 1),
            ],
            report.Confusions);
    }

    [Fact]
    public async Task Accuracy_is_told_for_every_share_of_votes_that_occurs()
    {
        var report = await ReportAsync(
            [
                JobFile.Line("1", "a", "a", "a"),
                JobFile.Line("2", "b", "b", "b"),
                JobFile.Line("3", "a", "a", "b"),
                JobFile.Line("4", "a", "b"),
                JobFile.Line("5", null, null),
                JobFile.LineWithResult("6", "a", "b", "c"),
            ],
            ["1=a", "2=a", "3=a", "4=b", "5=a", "6=a"]);

        Assert.Equal(
            [new VoteShareAccuracy(0, 5, 3), new(0.5m, 4, 2), new(0.6667m, 3, 2), new(1, 2, 1)],
            report.VoteShares);
        Assert.Equal(0.6m, report.VoteShares[0].Accuracy);
    }

    [Fact]
    public async Task Two_jobs_agree_as_far_as_chance_does_not_explain()
    {
        // Cohen's kappa from the counts a/a 20, a/b 5, b/a 10, b/b 15: (0.7 - 0.5) / (1 - 0.5).
        var pairs = new[] { ("a", "a", 20), ("a", "b", 5), ("b", "a", 10), ("b", "b", 15) }
            .SelectMany(pair => Enumerable.Repeat((First: pair.Item1, Second: pair.Item2), pair.Item3)).ToArray();

        var report = await ReportAsync(
            [.. pairs.Select((pair, item) => JobFile.Line($"{item}", pair.First)), JobFile.Line("first", "a"), JobFile.Line("silent", "a")],
            [],
            second: [.. pairs.Select((pair, item) => JobFile.Line($"{item}", pair.Second)), JobFile.Line("second", "a"), JobFile.Line("silent", (string?)null)]);

        Assert.Equal(new JobAgreement(Common: 50, Same: 35, Kappa: 0.4m, OnlyFirst: 1, OnlySecond: 1, Unlabelled: 1), report.Agreement);
        Assert.Equal(0.7m, report.Agreement!.Share);
    }

    [Fact]
    public async Task Two_jobs_that_know_one_label_have_no_kappa()
    {
        var report = await ReportAsync([JobFile.Line("1", "a")], [], second: [JobFile.Line("1", "a")]);

        Assert.Equal(1m, report.Agreement!.Share);
        Assert.Null(report.Agreement.Kappa);
    }

    [Fact]
    public async Task Every_worker_asked_is_paid_for()
    {
        var report = await ReportAsync([JobFile.Line("1", "a", "a", null), JobFile.Line("2", "a", "b")], [], settings: new() { PricePerTask = 0.012m });

        Assert.Equal(0.06m, report.Cost!.Total);
        Assert.Equal(0.06m, report.Cost.PerUsableLabel);
        Assert.Null(report.Cost.Projection);
    }

    private static async Task<EvaluationReport> ReportAsync(
        string[] lines, string[] gold, string[]? second = null, EvaluationSettings? settings = null) =>
        EvaluationReport.Of(
            await JobFile.ManifestAsync(lines),
            await JobFile.GoldOfAsync(gold),
            second is null ? null : await JobFile.ManifestAsync(second),
            settings ?? new EvaluationSettings());
}

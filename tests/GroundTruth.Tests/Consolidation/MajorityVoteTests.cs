using FsCheck;
using FsCheck.Fluent;
using GroundTruth.Consolidation;

namespace GroundTruthTests.Consolidation;

public sealed class MajorityVoteTests
{
    [Theory]
    [InlineData("A", "A", 1)]
    [InlineData("A B", "A", 0.5)]
    [InlineData("B A", "B", 0.5)]
    [InlineData("A B B A", "B", 0.5)]
    [InlineData("A B A B", "A", 0.5)]
    [InlineData("C A B B A", "B", 0.4)]
    [InlineData("A - A", "A", 2 / 3d)]
    [InlineData("- - A B -", "A", 0.2)]
    [InlineData("-", null, 0)]
    [InlineData("", null, 0)]
    public void The_first_label_to_reach_the_maximum_wins_with_its_share_of_all_annotations(string task, string? label, double confidence)
    {
        var judgements = Batch.Of(task);

        var result = new MajorityVote().Consolidate(judgements);

        Assert.Equal(label, result.LabelOf(judgements, 0));
        Assert.Equal(confidence, result.Tasks.Single().Confidence);
        Assert.Null(result.WorkerSkills);
    }

    [Fact]
    public void A_worker_who_judged_a_task_twice_has_two_votes()
    {
        var judgements = Batch.Of([[new("one", "A"), new("two", "B"), new("two", "B")]]);

        Assert.Equal("B", new MajorityVote().Consolidate(judgements).LabelOf(judgements, 0));
    }

    [Fact]
    public void It_equals_counting_anew_after_every_annotation() =>
        Prop.ForAll(RandomBatch.Any().ToArbitrary(), batch =>
        {
            var judgements = batch.ToJudgements();
            var result = new MajorityVote().Consolidate(judgements);
            for (var task = 0; task < batch.Tasks.Count; task++)
                Assert.Equal(CountAnew(batch.Tasks[task]), (result.LabelOf(judgements, task), result.Tasks[task].Confidence));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static (string?, double) CountAnew(IReadOnlyList<Annotation> annotations)
    {
        var most = annotations.Select(a => a.Label).OfType<string>().CountBy(label => label).Select(vote => vote.Value).DefaultIfEmpty(0).Max();
        if (most == 0)
            return (null, 0);

        for (var seen = 1; ; seen++)
        {
            var label = annotations[seen - 1].Label;
            if (label is not null && annotations.Take(seen).Count(a => a.Label == label) == most)
                return (label, (double)most / annotations.Count);
        }
    }
}

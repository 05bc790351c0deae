using GroundTruth.Consolidation;

namespace GroundTruthTests.Consolidation;

public sealed class WawaTests
{
    /// <summary>
    /// Majority vote says A A A B; the workers agree with it in 3 of 4, 3 of 3 and 2 of 3 answers. In the last task B came first and wins
    /// by votes, but not by weight.
    /// </summary>
    [Fact]
    public void Whoever_agrees_more_with_the_majority_weighs_more()
    {
        var judgements = Batch.Of([
            [new("one", "A"), new("two", "A"), new("three", "A")],
            [new("one", "A"), new("two", "A"), new("three", "B")],
            [new("one", "A"), new("two", "A")],
            [new("three", "B"), new("one", "A")],
        ]);

        var result = new Wawa().Consolidate(judgements);

        Assert.Equal([3 / 4d, 1, 2 / 3d], result.WorkerSkills!.Select(skill => skill!.Value), Near.Equal);
        Assert.Equal(["A", "A", "A", "A"], result.LabelsOf(judgements));
        Assert.Equal([1, 21 / 29d, 1, 9 / 17d], result.Tasks.Select(task => task.Confidence), Near.Equal);
    }

    /// <summary>The two agree with the majority in one of two answers each, for a tie of votes goes to whoever comes first.</summary>
    [Fact]
    public void Equal_weights_are_settled_as_equal_votes_are()
    {
        var judgements = Batch.Of([[new("one", "B"), new("two", "A")], [new("two", "A"), new("one", "B")]]);

        var result = new Wawa().Consolidate(judgements);

        Assert.Equal(["B", "A"], result.LabelsOf(judgements));
        Assert.Equal([0.5, 0.5], result.Tasks.Select(task => task.Confidence));
    }

    [Fact]
    public void Annotations_without_an_answer_weigh_nothing()
    {
        var result = new Wawa().Consolidate(Batch.Of("A - -"));

        Assert.Equal(1, result.Tasks.Single().Confidence);
        Assert.Equal([1, null, null], result.WorkerSkills!);
    }
}

using GroundTruth.Consolidation;

namespace GroundTruthTests.Consolidation;

public sealed class OneCoinDawidSkeneTests
{
    /// <summary>
    /// By hand: votes give (A, B) = (1, 0) and (½, ½), so A and B are ¾ and ¼ of the tasks, and both workers are right in ¾ of their answers.
    /// First task ¾·¾·¾ against ¼·¼·¼, second ¾·¼·¾ against ¼·¾·¼.
    /// </summary>
    [Fact]
    public void One_round_is_as_computed_by_hand()
    {
        var judgements = Batch.Of("A A", "B A");

        var result = new OneCoinDawidSkene(maxRounds: 1).Consolidate(judgements);

        Assert.Equal(["A", "A"], result.LabelsOf(judgements));
        Assert.Equal([27 / 28d, 3 / 4d], result.Tasks.Select(task => task.Confidence), Near.Equal);
        Assert.Equal([(27 / 28d + 1 / 4d) / 2, (27 / 28d + 3 / 4d) / 2], result.WorkerSkills!.Select(skill => skill!.Value), Near.Equal);
    }

    /// <summary>By hand: A, B and C are 1½, 1½ and 1 of 4 tasks, and both workers are right in 3½ of 4 answers.</summary>
    [Fact]
    public void With_three_labels_an_error_is_either_of_the_other_two()
    {
        const double right = 7 / 8d, wrong = 1 / 16d;
        double a = 3 / 8d * right * wrong, c = 1 / 4d * wrong * wrong;

        var result = new OneCoinDawidSkene(maxRounds: 1).Consolidate(Batch.Of("A B", "A A", "B B", "C C"));

        Assert.Equal(a / (a + a + c), result.Tasks[0].Confidence, tolerance: 1e-8);
    }

    [Fact]
    public void Two_who_were_never_wrong_may_disagree_at_last() =>
        Assert.Equal(["A", "B", "B"], new OneCoinDawidSkene().Labels("A . A", ". B B", "B A ."));
}

using GroundTruth.Consolidation;

namespace GroundTruthTests.Consolidation;

public sealed class DawidSkeneTests
{
    /// <summary>
    /// By hand: votes give (A, B) = (1, 0) and (½, ½), labels (¾, ¼). Worker 1 is then expected to have called A: A once and B half a time,
    /// and B: B half a time; worker 2 to have called A: A one and a half times, and B: A half a time. Each cell has 0.01 more.
    /// </summary>
    [Fact]
    public void One_round_is_as_computed_by_hand()
    {
        var judgements = Batch.Of("A A", "B A");
        double a1 = 1.01 / 1.52, b1 = 0.51 / 1.52, bb1 = 0.51 / 0.52, ba1 = 0.01 / 0.52, a2 = 1.51 / 1.52, ba2 = 0.51 / 0.52;
        double first = 0.75 * a1 * a2 / (0.75 * a1 * a2 + 0.25 * ba1 * ba2), second = 0.75 * b1 * a2 / (0.75 * b1 * a2 + 0.25 * bb1 * ba2);

        var result = new DawidSkene(maxRounds: 1).Consolidate(judgements);

        Assert.Equal(["A", "A"], result.LabelsOf(judgements));
        Assert.Equal([first, second], result.Tasks.Select(task => task.Confidence), Near.Equal);
        Assert.Equal([(first + 1 - second) / 2, (first + second) / 2], result.WorkerSkills!.Select(skill => skill!.Value), Near.Equal);
    }

    /// <summary>The third always says the other label, which is as good as the right one once it is known. One task has nobody else.</summary>
    [Fact]
    public void Who_always_errs_in_the_same_way_is_understood()
    {
        string[] tasks = [.. Enumerable.Repeat("A A B", 10), .. Enumerable.Repeat("B B A", 10), ". . A"];

        Assert.Equal("B", new DawidSkene().Labels(tasks)[^1]);
        Assert.Equal("A", new MajorityVote().Labels(tasks)[^1]);
    }

    [Fact]
    public void A_worker_alone_is_believed_where_no_label_is_rare() =>
        Assert.Equal(["A", "B", "C", "C", "A", "B"], new DawidSkene().Labels("A", "B", "C", "C", "A", "B"));

    [Fact]
    public void Thousands_of_answers_to_one_task_do_not_underflow()
    {
        var crowd = string.Join(' ', Enumerable.Repeat("A A B", 2_000));

        var result = new DawidSkene().Consolidate(Batch.Of(crowd, crowd));

        Assert.All(result.Tasks, task => Assert.Equal(1, task.Confidence));
    }
}

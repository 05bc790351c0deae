using GroundTruth.Consolidation;

namespace GroundTruthTests.Consolidation;

public sealed class ConsolidationMethodsTests
{
    public static TheoryData<string> Names => [.. ConsolidationMethods.Names];

    [Fact]
    public void Majority_vote_is_the_default()
    {
        Assert.Equal(["majorityVote", "wawa", "dawidSkene", "oneCoinDawidSkene", "modifiedDawidSkene"], ConsolidationMethods.Names);
        Assert.IsType<MajorityVote>(ConsolidationMethods.Find(ConsolidationMethods.Default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("MajorityVote")]
    [InlineData("median")]
    public void A_method_that_does_not_exist_is_not_found(string name) => Assert.Null(ConsolidationMethods.Find(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void No_tasks_give_no_labels(string name) => Assert.Empty(Consolidate(name).Tasks);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_task_without_answers_has_no_label_and_no_confidence(string name)
    {
        Assert.Equal([ConsolidatedTask.Unanswered, ConsolidatedTask.Unanswered], Consolidate(name, "", "- -").Tasks);
        Assert.Equal([null, "A", null], ConsolidationMethods.Find(name)!.Labels("-", "A A -", ""));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_task_without_answers_changes_nothing_for_the_others(string name) =>
        Assert.Equal(
            Consolidate(name, "A B A", "B B", "A C").Tasks,
            Consolidate(name, "", "A B A", "B B", "- -", "A C").Tasks.Where(task => task.Label is not null));

    [Theory]
    [MemberData(nameof(Names))]
    public void One_label_only_is_certain(string name) =>
        Assert.All(Consolidate(name, "A A A", "A", "A A").Tasks, task => Assert.Equal(new ConsolidatedTask(0, 1), task));

    /// <summary>But by Dawid and Skene, who cannot tell a lonely worker's errors from rare labels.</summary>
    [Theory]
    [InlineData("majorityVote")]
    [InlineData("wawa")]
    [InlineData("oneCoinDawidSkene")]
    [InlineData("modifiedDawidSkene")]
    public void A_single_worker_is_believed(string name) =>
        Assert.Equal(["A", "B", "C", "A"], ConsolidationMethods.Find(name)!.Labels("A", "B", "C", "A"));

    [Theory]
    [MemberData(nameof(Names))]
    public void Two_labels_as_good_as_each_other_are_settled_by_who_came_first(string name) =>
        Assert.Equal(["B", "A"], ConsolidationMethods.Find(name)!.Labels("B A", "A B"));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_full_batch_of_a_labelling_job_is_consolidated(string name)
    {
        var result = ConsolidationMethods.Find(name)!.Consolidate(Batch.Of(Enumerable.Range(0, 5_000).Select(FullTask)));

        // Eight of nine know the label, and the ninth errs at random.
        Assert.Equal(5_000, result.Tasks.Count(task => task is { Label: not null, Confidence: > 0.8 }));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Tables_that_do_not_fit_into_memory_are_refused_with_numbers(string name)
    {
        var judgements = Batch.Of(Enumerable.Range(0, 7_000).Select(task => new Annotation[] { new("one", $"{task}") }));
        var method = ConsolidationMethods.Find(name)!;
        if (method is MajorityVote or Wawa)
        {
            Assert.Equal(7_000, method.Consolidate(judgements).Tasks.Count);
            return;
        }

        var refused = Assert.Throws<BatchTooLarge>(() => method.Consolidate(judgements));
        Assert.Contains("7000 tasks with 7000 answers and 7000 different labels", refused.Message);
    }

    [Fact]
    public void Less_than_one_round_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new DawidSkene(maxRounds: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneCoinDawidSkene(maxRounds: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ModifiedDawidSkene(maxRounds: -1));
    }

    private static ConsolidationResult Consolidate(string name, params string[] tasks) =>
        ConsolidationMethods.Find(name)!.Consolidate(Batch.Of(tasks));

    private static IEnumerable<Annotation> FullTask(int task) =>
        Enumerable.Range(1, 9).Select(worker => new Annotation($"{worker}", $"label {(worker < 9 ? task % 20 : task * 7 % 13)}"));
}

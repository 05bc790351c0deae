using FsCheck;
using FsCheck.Fluent;
using GroundTruth.Consolidation;

namespace GroundTruthTests.Consolidation;

public sealed class ConsolidationPropertyTests
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(300);

    public static TheoryData<string> Names => [.. ConsolidationMethods.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_order_of_tasks_is_of_no_account(string name) =>
        Prop.ForAll(ShuffledBatches().ToArbitrary(), shuffled =>
        {
            var inOrder = Outcomes(name, shuffled.Batch);
            var permuted = Outcomes(name, new RandomBatch([.. shuffled.Order.Select(task => shuffled.Batch.Tasks[task])]));

            Assert.Equal(shuffled.Order.Select(task => inOrder[task]), permuted);
        }).Check(Runs);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_batch_is_answered_in_the_same_way(string name) =>
        Prop.ForAll(RandomBatch.Any().ToArbitrary(), batch => Assert.Equal(Outcomes(name, batch), Outcomes(name, batch))).Check(Runs);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_task_has_a_label_if_and_only_if_somebody_answered_and_every_share_is_one(string name) =>
        Prop.ForAll(RandomBatch.Any().ToArbitrary(), batch =>
        {
            var judgements = batch.ToJudgements();
            var (tasks, skills) = ConsolidationMethods.Find(name)!.Consolidate(judgements);

            Assert.Equal(batch.Tasks.Select(task => task.Any(a => a.Label is not null)), tasks.Select(task => task.Label is not null));
            Assert.All(tasks, task => Assert.InRange(task.Confidence, task.Label is null ? 0 : double.Epsilon, task.Label is null ? 0 : 1));
            if (skills is null)
                return;

            var answered = batch.Tasks.SelectMany(task => task).Where(a => a.Label is not null).Select(a => a.Worker).ToHashSet(StringComparer.Ordinal);
            Assert.Equal(judgements.Workers.Select(answered.Contains), skills.Select(skill => skill is not null));
            Assert.All(skills.OfType<double>(), skill => Assert.InRange(skill, 0, 1));
        }).Check(Runs);

    [Fact]
    public void Agreement_is_never_above_1_and_does_not_depend_on_the_order_of_tasks() =>
        Prop.ForAll(ShuffledBatches().ToArbitrary(), shuffled =>
        {
            var alpha = KrippendorffAlpha.Nominal(shuffled.Batch.ToJudgements());
            var permuted = KrippendorffAlpha.Nominal(Batch.Of(shuffled.Order.Select(task => shuffled.Batch.Tasks[task])));

            Assert.Equal(alpha ?? -2, permuted ?? -2, tolerance: 1e-9);
            Assert.InRange(alpha ?? 0, -1, 1);
        }).Check(Runs);

    private static (string? Label, double Confidence)[] Outcomes(string name, RandomBatch batch)
    {
        var judgements = batch.ToJudgements();
        var result = ConsolidationMethods.Find(name)!.Consolidate(judgements);
        return [.. result.Tasks.Select((task, index) => (result.LabelOf(judgements, index), task.Confidence))];
    }

    private static Gen<(RandomBatch Batch, int[] Order)> ShuffledBatches() =>
        from batch in RandomBatch.Any()
        from order in Gen.Shuffle(Enumerable.Range(0, batch.Tasks.Count).ToArray())
        select (batch, order.ToArray());
}

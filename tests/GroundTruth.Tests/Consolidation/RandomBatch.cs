using FsCheck;
using FsCheck.Fluent;
using GroundTruth.Consolidation;

namespace GroundTruthTests.Consolidation;

/// <summary>Small batches with everything that happens: tasks without annotations, annotations without answers, a worker twice in a task.</summary>
internal sealed record RandomBatch(IReadOnlyList<IReadOnlyList<Annotation>> Tasks)
{
    public static Gen<RandomBatch> Any() =>
        from tasks in Task().ListOf()
        select new RandomBatch([.. tasks]);

    public Judgements ToJudgements() => Batch.Of(Tasks);

    public override string ToString() =>
        string.Join("; ", Tasks.Select(task => string.Join(' ', task.Select(annotation => $"{annotation.Worker}:{annotation.Label ?? "-"}"))));

    private static Gen<IReadOnlyList<Annotation>> Task() =>
        from count in Gen.Choose(0, 6)
        from annotations in Answer().ListOf(count)
        select (IReadOnlyList<Annotation>)[.. annotations];

    private static Gen<Annotation> Answer() =>
        from worker in Gen.Choose(1, 5)
        from label in Gen.Elements("A", "B", "C", "D", null)
        select new Annotation($"{worker}", label);
}

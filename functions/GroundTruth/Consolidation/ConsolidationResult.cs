namespace GroundTruth.Consolidation;

/// <param name="Tasks">One for each task, in the order of the judgements.</param>
/// <param name="WorkerSkills">
/// One for each worker, 0 to 1: the share of the worker's answers that are right in the eyes of the method; null for a worker who never
/// answered. Null as a whole where the method does not judge workers.
/// </param>
public sealed record ConsolidationResult(IReadOnlyList<ConsolidatedTask> Tasks, IReadOnlyList<double?>? WorkerSkills);

/// <param name="Label">Index into <see cref="Judgements.Labels"/>; null where nobody answered.</param>
/// <param name="Confidence">0 to 1, and 0 where nobody answered. What it is a share of, each method says.</param>
public readonly record struct ConsolidatedTask(int? Label, double Confidence)
{
    public static readonly ConsolidatedTask Unanswered = new(Label: null, Confidence: 0);
}

using GroundTruth.Consolidation;

namespace GroundTruthTests.Consolidation;

/// <summary>Batches written as tables: one text for each task, one word for each annotation; the first word is of worker 1, and so on.</summary>
internal static class Batch
{
    /// <param name="tasks">"-" is an annotation without an answer, "." no annotation.</param>
    public static Judgements Of(params string[] tasks) =>
        Of(tasks.Select(task => task.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select((word, at) => new Annotation($"worker {at + 1}", word is "-" ? null : word))
            .Where(annotation => annotation.Label is not ".")));

    public static Judgements Of(IEnumerable<IEnumerable<Annotation>> tasks)
    {
        var builder = new JudgementsBuilder();
        foreach (var annotations in tasks)
        {
            var task = builder.AddTask();
            foreach (var (worker, label) in annotations)
                builder.AddAnnotation(task, worker, label);
        }

        return builder.Build();
    }

    public static string? LabelOf(this ConsolidationResult result, Judgements judgements, int task) =>
        result.Tasks[task].Label is { } label ? judgements.Labels[label] : null;

    public static IReadOnlyList<string?> LabelsOf(this ConsolidationResult result, Judgements judgements) =>
        [.. Enumerable.Range(0, judgements.TaskCount).Select(task => result.LabelOf(judgements, task))];

    public static IReadOnlyList<string?> Labels(this IConsolidationMethod method, params string[] tasks)
    {
        var judgements = Of(tasks);
        return method.Consolidate(judgements).LabelsOf(judgements);
    }
}

internal sealed record Annotation(string Worker, string? Label);

using GroundTruth.Consolidation;

namespace GroundTruth.Annotations;

/// <summary>Makes what Ground Truth is answered of a batch's annotations.</summary>
/// <param name="method">Makes one label of several.</param>
/// <param name="attribute">The label attribute's name.</param>
/// <param name="labelName">The result's name in it.</param>
internal sealed class Consolidator(IConsolidationMethod method, string attribute, string labelName)
{
    /// <summary>Skill is told as precisely as it can be known, and the answer must stay small.</summary>
    private const int SkillDigits = 4;

    /// <returns>An entry for each object, and how far the workers agree: Krippendorff's alpha, null where nothing can be compared.</returns>
    /// <exception cref="BatchTooLarge">The method's tables would not fit into memory.</exception>
    public (List<ConsolidatedObject> Objects, double? Agreement) Consolidate(IReadOnlyList<AnnotatedObject> objects)
    {
        var (judgements, workers, labels) = Collect(objects);
        var consolidated = method.Consolidate(judgements);
        var answer = new List<ConsolidatedObject>(objects.Count);
        var worker = 0;
        for (var task = 0; task < objects.Count; task++)
        {
            var answers = new List<WorkerLabel>(objects[task].Annotations.Count);
            foreach (var annotation in objects[task].Annotations)
                answers.Add(new WorkerLabel(annotation.WorkerId, annotation.Label, Rounded(consolidated.WorkerSkills?[workers[worker++]])));

            var result = consolidated.Tasks[task];
            answer.Add(Entry(objects[task], answers, result.Confidence, result.Label is { } label ? labels[judgements.Labels[label]] : Label.None));
        }

        return (answer, KrippendorffAlpha.Nominal(judgements));
    }

    private static double? Rounded(double? skill) => skill is { } value ? Math.Round(value, SkillDigits) : null;

    /// <returns>The judgements, the index of each annotation's worker in them, and the labels by their keys in them.</returns>
    private static (Judgements Judgements, List<int> Workers, Dictionary<string, Label> Labels) Collect(IReadOnlyList<AnnotatedObject> objects)
    {
        var builder = new JudgementsBuilder();
        var indices = new Dictionary<string, int>(StringComparer.Ordinal);
        var workers = new List<int>();
        var labels = new Dictionary<string, Label>(StringComparer.Ordinal);
        foreach (var annotated in objects)
        {
            var task = builder.AddTask();
            foreach (var (workerId, label, _) in annotated.Annotations)
            {
                // Of whom nothing is known, nothing may be concluded from other answers: each is somebody else.
                var worker = workerId is null ? $"?{workers.Count}" : $"={workerId}";
                builder.AddAnnotation(task, worker, KeyOf(label));
                if (!indices.TryGetValue(worker, out var index))
                    indices.Add(worker, index = indices.Count);

                workers.Add(index);
                if (KeyOf(label) is { } key)
                    labels[key] = label;
            }
        }

        return (builder.Build(), workers, labels);
    }

    /// <summary>A choice whose text looks like a set is another answer than that set.</summary>
    private static string? KeyOf(Label label) => label.Text is { } text ? $"{(label.IsSet ? "set" : "one")}:{text}" : null;

    private ConsolidatedObject Entry(AnnotatedObject annotated, List<WorkerLabel> workers, double confidence, Label label)
    {
        var result = new Dictionary<string, Label>(StringComparer.Ordinal) { [labelName] = label };
        var content = new LabelContent(workers, confidence, result, annotated.DataObject, annotated.Problem);
        return new ConsolidatedObject(
            annotated.Id, new ConsolidatedAnnotation(new Dictionary<string, LabelContent>(StringComparer.Ordinal) { [attribute] = content }));
    }
}

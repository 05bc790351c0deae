namespace GroundTruth.Consolidation;

/// <summary>Collects annotations in any order of tasks; within a task their order is kept, for a tie is settled by it.</summary>
public sealed class JudgementsBuilder
{
    private readonly Dictionary<string, int> workers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> labels = new(StringComparer.Ordinal);
    private readonly List<(int Task, Judgement Judgement)> answers = [];
    private readonly List<int> annotations = [];

    /// <returns>The task's index, counted from 0.</returns>
    public int AddTask()
    {
        annotations.Add(0);
        return annotations.Count - 1;
    }

    /// <param name="task">What <see cref="AddTask"/> answered.</param>
    /// <param name="worker">Compared letter by letter.</param>
    /// <param name="label">
    /// Compared letter by letter; null where the worker gave no answer. A multiple choice is one label: give the whole set as one text,
    /// in an order of your own.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such task.</exception>
    public void AddAnnotation(int task, string worker, string? label)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(task);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(task, annotations.Count);

        annotations[task]++;
        var judge = Intern(workers, worker);
        if (label is not null)
            answers.Add((task, new Judgement(judge, Intern(labels, label))));
    }

    public Judgements Build()
    {
        var starts = new int[annotations.Count + 1];
        foreach (var (task, _) in answers)
            starts[task + 1]++;

        for (var task = 0; task < annotations.Count; task++)
            starts[task + 1] += starts[task];

        var labelTexts = InOrder(labels);
        var ranks = Enumerable.Range(0, labelTexts.Length).ToArray();
        Array.Sort(labelTexts, ranks, StringComparer.Ordinal);
        var rankOf = new int[ranks.Length];
        for (var rank = 0; rank < ranks.Length; rank++)
            rankOf[ranks[rank]] = rank;

        var next = starts.AsSpan(0, annotations.Count).ToArray();
        var byTask = new Judgement[answers.Count];
        foreach (var (task, judgement) in answers)
            byTask[next[task]++] = judgement with { Label = rankOf[judgement.Label] };

        return new Judgements(InOrder(workers), labelTexts, byTask, starts, [.. annotations]);
    }

    private static int Intern(Dictionary<string, int> indices, string text)
    {
        if (!indices.TryGetValue(text, out var index))
            indices.Add(text, index = indices.Count);

        return index;
    }

    private static string[] InOrder(Dictionary<string, int> indices)
    {
        var texts = new string[indices.Count];
        foreach (var (text, index) in indices)
            texts[index] = text;

        return texts;
    }
}

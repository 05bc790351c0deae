namespace GroundTruth.Consolidation;

/// <summary>
/// What the workers of a batch answered: tasks in the order in which they were added, and each task's answers in the order of its
/// annotations. Made by <see cref="JudgementsBuilder"/>.
/// </summary>
/// <remarks>
/// Each annotation counts for itself: a worker who judged the same task twice has two answers there, in every method. Ground Truth never
/// shows a worker the same object twice in one job, so to drop one of the two would hide a fault of whoever wrote the data.
/// </remarks>
public sealed class Judgements
{
    private readonly Judgement[] answers;
    /// <summary>Where a task's answers start; one more entry than there are tasks.</summary>
    private readonly int[] starts;
    private readonly int[] annotations;

    internal Judgements(string[] workers, string[] labels, Judgement[] answers, int[] starts, int[] annotations)
    {
        Workers = workers;
        Labels = labels;
        this.answers = answers;
        this.starts = starts;
        this.annotations = annotations;
    }

    /// <summary>Ids of the workers in the order in which they first appear, among them those who never answered.</summary>
    public IReadOnlyList<string> Workers { get; }

    /// <summary>The labels that were given, each once, sorted letter by letter so that their numbers do not depend on the order of tasks.</summary>
    public IReadOnlyList<string> Labels { get; }

    public int TaskCount => annotations.Length;

    /// <summary>Answers of all tasks together.</summary>
    public int AnswerCount => answers.Length;

    public ReadOnlySpan<Judgement> AnswersTo(int task) => answers.AsSpan(starts[task]..starts[task + 1]);

    /// <summary>How many annotations a task has, with those that hold no answer.</summary>
    public int AnnotationsOf(int task) => annotations[task];

    internal ReadOnlySpan<Judgement> Answers => answers;

    /// <summary>Where a task's answers lie among <see cref="Answers"/>.</summary>
    internal Range RangeOf(int task) => starts[task]..starts[task + 1];
}

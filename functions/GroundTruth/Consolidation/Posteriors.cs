namespace GroundTruth.Consolidation;

/// <summary>How probable each label is for each task that was answered: what expectation maximisation improves round by round.</summary>
internal sealed class Posteriors
{
    private readonly Judgements judgements;
    private readonly double[] values;
    private readonly int labelCount;

    private Posteriors(Judgements judgements)
    {
        this.judgements = judgements;
        labelCount = judgements.Labels.Count;
        values = new double[judgements.TaskCount * labelCount];
    }

    public ReadOnlySpan<double> this[int task] => values.AsSpan(task * labelCount, labelCount);

    /// <summary>Each label's share of the votes.</summary>
    public static Posteriors OfVotes(Judgements judgements)
    {
        var posteriors = new Posteriors(judgements);
        for (var task = 0; task < judgements.TaskCount; task++)
        {
            var row = posteriors.Row(task);
            var answers = judgements.AnswersTo(task);
            foreach (var (_, label) in answers)
                row[label]++;

            foreach (ref var value in row)
                value = answers.IsEmpty ? 0 : FixedPoint.Round(value / answers.Length);
        }

        return posteriors;
    }

    public static Posteriors Uniform(Judgements judgements)
    {
        var posteriors = new Posteriors(judgements);
        for (var task = 0; task < judgements.TaskCount; task++)
        {
            if (!judgements.AnswersTo(task).IsEmpty)
                posteriors.Row(task).Fill(FixedPoint.Round(1d / posteriors.labelCount));
        }

        return posteriors;
    }

    /// <summary>Logarithm of each label's share of all tasks; minus infinity for a label that no task has any more.</summary>
    public double[] LogPrior()
    {
        var sums = new double[labelCount];
        for (var task = 0; task < judgements.TaskCount; task++)
        {
            var row = this[task];
            for (var label = 0; label < row.Length; label++)
                sums[label] += row[label];
        }

        var total = sums.Sum();
        for (var label = 0; label < sums.Length; label++)
            sums[label] = Math.Log(sums[label] / total);

        return sums;
    }

    /// <summary>For each worker the expected share of answers that are right; null for one who never answered.</summary>
    public double?[] WorkerAccuracies()
    {
        var right = new double[judgements.Workers.Count];
        var given = new int[right.Length];
        for (var task = 0; task < judgements.TaskCount; task++)
        {
            foreach (var (worker, label) in judgements.AnswersTo(task))
            {
                right[worker] += this[task][label];
                given[worker]++;
            }
        }

        var accuracies = new double?[right.Length];
        for (var worker = 0; worker < accuracies.Length; worker++)
            accuracies[worker] = given[worker] == 0 ? null : FixedPoint.Round(Math.Min(right[worker] / given[worker], 1));

        return accuracies;
    }

    /// <summary>Takes a task's new probabilities from unnormalised logarithms, at least one of them finite, and answers how far the farthest moved.</summary>
    public double Update(int task, ReadOnlySpan<double> logScores)
    {
        var row = Row(task);
        var highest = double.NegativeInfinity;
        foreach (var score in logScores)
            highest = Math.Max(highest, score);

        // Products of many small probabilities would be 0; relative to the highest, what vanishes does not matter.
        var total = 0d;
        foreach (var score in logScores)
            total += Math.Exp(score - highest);

        var moved = 0d;
        for (var label = 0; label < row.Length; label++)
        {
            var value = FixedPoint.Round(Math.Exp(logScores[label] - highest) / total);
            moved = Math.Max(moved, Math.Abs(value - row[label]));
            row[label] = value;
        }

        return moved;
    }

    /// <summary>The most probable label of each task; its probability is the confidence.</summary>
    public ConsolidationResult Decide()
    {
        var tasks = new ConsolidatedTask[judgements.TaskCount];
        var votes = new TieBreak(labelCount);
        for (var task = 0; task < tasks.Length; task++)
        {
            var answers = judgements.AnswersTo(task);
            if (answers.IsEmpty)
            {
                tasks[task] = ConsolidatedTask.Unanswered;
                continue;
            }

            var best = votes.Best(this[task], answers);
            tasks[task] = new ConsolidatedTask(best, this[task][best]);
        }

        return new ConsolidationResult(tasks, WorkerAccuracies());
    }

    private Span<double> Row(int task) => values.AsSpan(task * labelCount, labelCount);
}

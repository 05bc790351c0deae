using System.Runtime.InteropServices;

namespace GroundTruth.Consolidation;

/// <summary>
/// A matrix for each worker: how often a task that is one label was given another. Only the columns of labels that a worker gave are kept,
/// for no other is ever looked up, and a whole matrix grows with the square of the labels.
/// </summary>
internal sealed class ConfusionMatrices
{
    private readonly Judgements judgements;
    private readonly int labelCount;
    private readonly Judgement[] columns;
    /// <summary>For each answer the column of its worker and label.</summary>
    private readonly int[] columnOf;
    private readonly double[] cells;
    private readonly double[] rowSums;

    public ConfusionMatrices(Judgements judgements)
    {
        this.judgements = judgements;
        labelCount = judgements.Labels.Count;
        columnOf = new int[judgements.AnswerCount];
        columns = Number(judgements.Answers, columnOf);
        BatchTooLarge.ThrowIf(judgements, tables: (long)judgements.TaskCount + judgements.Workers.Count + columns.Length);
        cells = new double[columns.Length * labelCount];
        rowSums = new double[judgements.Workers.Count * labelCount];
    }

    /// <summary>What the logarithm of a cell is, made of its expected count.</summary>
    /// <param name="column">Whose matrix, and which label was given.</param>
    /// <param name="truth">The label that the task is.</param>
    /// <param name="count">How often that is expected to have happened.</param>
    /// <param name="rowSum">How many tasks with that truth the worker is expected to have judged.</param>
    public delegate double LogCell(Judgement column, int truth, double count, double rowSum);

    /// <summary>The maximisation step: counts what the posteriors expect, and makes logarithms of probabilities of it.</summary>
    public void Estimate(Posteriors posteriors, LogCell logCell)
    {
        Count(posteriors);
        for (var column = 0; column < columns.Length; column++)
        {
            var rows = rowSums.AsSpan(columns[column].Worker * labelCount, labelCount);
            var logs = cells.AsSpan(column * labelCount, labelCount);
            for (var truth = 0; truth < labelCount; truth++)
                logs[truth] = logCell(columns[column], truth, logs[truth], rows[truth]);
        }
    }

    /// <summary>The expectation step: the posteriors by Bayes' rule. Answers how far the farthest moved.</summary>
    public double Expect(Posteriors posteriors)
    {
        var logPrior = posteriors.LogPrior();
        var scores = new double[labelCount];
        var moved = 0d;
        for (var task = 0; task < judgements.TaskCount; task++)
        {
            var answers = columnOf.AsSpan(judgements.RangeOf(task));
            if (answers.IsEmpty)
                continue;

            logPrior.CopyTo(scores, 0);
            foreach (var column in answers)
            {
                var logs = cells.AsSpan(column * labelCount, labelCount);
                for (var truth = 0; truth < scores.Length; truth++)
                    scores[truth] += logs[truth];
            }

            moved = Math.Max(moved, posteriors.Update(task, scores));
        }

        return moved;
    }

    private void Count(Posteriors posteriors)
    {
        Array.Clear(cells);
        Array.Clear(rowSums);
        for (var task = 0; task < judgements.TaskCount; task++)
        {
            var expected = posteriors[task];
            foreach (var column in columnOf.AsSpan(judgements.RangeOf(task)))
            {
                var counts = cells.AsSpan(column * labelCount, labelCount);
                var rows = rowSums.AsSpan(columns[column].Worker * labelCount, labelCount);
                for (var truth = 0; truth < expected.Length; truth++)
                {
                    counts[truth] += expected[truth];
                    rows[truth] += expected[truth];
                }
            }
        }
    }

    private static Judgement[] Number(ReadOnlySpan<Judgement> answers, Span<int> columnOf)
    {
        var numbers = new Dictionary<Judgement, int>();
        for (var answer = 0; answer < answers.Length; answer++)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, answers[answer], out var known);
            if (!known)
                number = numbers.Count - 1;

            columnOf[answer] = number;
        }

        var columns = new Judgement[numbers.Count];
        foreach (var (column, number) in numbers)
            columns[number] = column;

        return columns;
    }
}

namespace GroundTruth.Consolidation;

/// <summary>
/// The most frequent label, the first to reach the maximum in the order of the annotations (A B B A is B). Confidence is the label's share
/// of the task's annotations, with those that hold no answer.
/// </summary>
public sealed class MajorityVote : IConsolidationMethod
{
    public ConsolidationResult Consolidate(Judgements judgements)
    {
        var tasks = new ConsolidatedTask[judgements.TaskCount];
        var votes = new TieBreak(judgements.Labels.Count);
        for (var task = 0; task < tasks.Length; task++)
        {
            var answers = judgements.AnswersTo(task);
            if (answers.IsEmpty)
            {
                tasks[task] = ConsolidatedTask.Unanswered;
                continue;
            }

            var (label, count) = votes.MostFrequent(answers);
            tasks[task] = new ConsolidatedTask(label, (double)count / judgements.AnnotationsOf(task));
        }

        return new ConsolidationResult(tasks, WorkerSkills: null);
    }
}

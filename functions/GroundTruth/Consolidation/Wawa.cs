namespace GroundTruth.Consolidation;

/// <summary>
/// Worker agreement with aggregate: a worker's skill is the share of the worker's answers that agree with the majority vote, and the label
/// with the highest sum of its voters' skills wins. Confidence is that sum's share of the skills of all who answered the task.
/// </summary>
/// <remarks>
/// Known from Appen's "Worker Agreement With Aggregate"; described in Ustalov, Pavlichenko, Tseitlin, "Learning from Crowds with
/// Crowd-Kit", Journal of Open Source Software 9(96), 2024. Two passes over the answers, no iteration.
/// </remarks>
public sealed class Wawa : IConsolidationMethod
{
    public ConsolidationResult Consolidate(Judgements judgements)
    {
        var skills = Skills(judgements);
        var tasks = new ConsolidatedTask[judgements.TaskCount];
        var votes = new TieBreak(judgements.Labels.Count);
        var scores = new double[judgements.Labels.Count];
        for (var task = 0; task < tasks.Length; task++)
        {
            var answers = judgements.AnswersTo(task);
            tasks[task] = answers.IsEmpty ? ConsolidatedTask.Unanswered : Weigh(answers, skills, scores, votes);
        }

        return new ConsolidationResult(tasks, skills);
    }

    private static ConsolidatedTask Weigh(ReadOnlySpan<Judgement> answers, double?[] skills, double[] scores, TieBreak votes)
    {
        // Never 0: whoever gave the label that won the majority vote agrees with it at least here.
        var total = 0d;
        foreach (var (worker, label) in answers)
        {
            scores[label] += skills[worker]!.Value;
            total += skills[worker]!.Value;
        }

        var best = votes.Best(scores, answers);
        var confidence = scores[best] / total;
        foreach (var (_, label) in answers)
            scores[label] = 0;

        return new ConsolidatedTask(best, confidence);
    }

    private static double?[] Skills(Judgements judgements)
    {
        var given = new int[judgements.Workers.Count];
        var agreeing = new int[judgements.Workers.Count];
        var majority = new MajorityVote().Consolidate(judgements).Tasks;
        for (var task = 0; task < judgements.TaskCount; task++)
        {
            foreach (var (worker, label) in judgements.AnswersTo(task))
            {
                given[worker]++;
                if (label == majority[task].Label)
                    agreeing[worker]++;
            }
        }

        var skills = new double?[given.Length];
        for (var worker = 0; worker < skills.Length; worker++)
            skills[worker] = given[worker] == 0 ? null : FixedPoint.Round((double)agreeing[worker] / given[worker]);

        return skills;
    }
}

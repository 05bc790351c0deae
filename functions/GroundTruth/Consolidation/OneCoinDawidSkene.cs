namespace GroundTruth.Consolidation;

/// <summary>
/// Dawid and Skene's model with one number for each worker instead of a matrix: how often the worker is right, every error being as
/// probable as any other. Confidence is the label's posterior probability. Fit for few answers from each worker.
/// </summary>
/// <remarks>
/// Y. Zhang, X. Chen, D. Zhou, M. I. Jordan, "Spectral Methods Meet EM: A Provably Optimal Algorithm for Crowdsourcing", NIPS 2014
/// (the one-coin model). Starts from shares of votes; each round estimates skills and label shares, then labels.
/// </remarks>
/// <param name="maxRounds">1 or more; it ends before when no probability moves by more than 0.00001.</param>
public sealed class OneCoinDawidSkene(int maxRounds = 100) : IConsolidationMethod
{
    /// <summary>Nobody is always right or always wrong: two such workers who disagree would leave no label possible.</summary>
    private const double Doubt = 1e-10;

    private readonly Rounds rounds = new(maxRounds);

    public ConsolidationResult Consolidate(Judgements judgements)
    {
        BatchTooLarge.ThrowIf(judgements, tables: judgements.TaskCount);
        var posteriors = Posteriors.OfVotes(judgements);
        rounds.Run(() => Expect(judgements, posteriors, posteriors.WorkerAccuracies()));

        return posteriors.Decide();
    }

    private static double Expect(Judgements judgements, Posteriors posteriors, double?[] accuracies)
    {
        var logPrior = posteriors.LogPrior();
        var scores = new double[logPrior.Length];
        var moved = 0d;
        for (var task = 0; task < judgements.TaskCount; task++)
        {
            var answers = judgements.AnswersTo(task);
            if (answers.IsEmpty)
                continue;

            // All labels share the factor that each worker is wrong, which normalising takes out again; what is left is the odds.
            logPrior.CopyTo(scores, 0);
            foreach (var (worker, label) in answers)
            {
                var accuracy = Math.Clamp(accuracies[worker]!.Value, Doubt, 1 - Doubt);
                scores[label] += Math.Log(accuracy * Math.Max(scores.Length - 1, 1) / (1 - accuracy));
            }

            moved = Math.Max(moved, posteriors.Update(task, scores));
        }

        return moved;
    }
}

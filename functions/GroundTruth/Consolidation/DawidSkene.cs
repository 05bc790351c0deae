namespace GroundTruth.Consolidation;

/// <summary>
/// Each worker has a matrix of errors (how often what is k is called l), which expectation maximisation estimates together with the
/// labels. Confidence is the label's posterior probability.
/// </summary>
/// <remarks>
/// A. P. Dawid, A. M. Skene, "Maximum Likelihood Estimation of Observer Error-Rates Using the EM Algorithm", Journal of the Royal
/// Statistical Society C 28(1), 1979. Starts from shares of votes; each round estimates matrices and label shares, then labels.
/// Every cell of a matrix starts with 0.01, where the paper has none: what a worker was not yet seen to do is
/// improbable, not impossible. It wants tasks that several workers judged, and many
/// answers from each of them: of a worker alone, errors cannot be told from rare labels, and the frequent label takes over in time. Where
/// answers are few for the number of labels, it does worse than majority vote.
/// </remarks>
/// <param name="maxRounds">1 or more; it ends before when no probability moves by more than 0.00001.</param>
public sealed class DawidSkene(int maxRounds = 100) : IConsolidationMethod
{
    private const double PseudoCount = 0.01;

    private readonly Rounds rounds = new(maxRounds);

    public ConsolidationResult Consolidate(Judgements judgements)
    {
        var labelCount = judgements.Labels.Count;
        var matrices = new ConfusionMatrices(judgements);
        var posteriors = Posteriors.OfVotes(judgements);
        rounds.Run(() =>
        {
            matrices.Estimate(posteriors, (_, _, count, rowSum) => Math.Log((count + PseudoCount) / (rowSum + PseudoCount * labelCount)));
            return matrices.Expect(posteriors);
        });

        return posteriors.Decide();
    }
}

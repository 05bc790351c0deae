namespace GroundTruth.Consolidation;

/// <summary>
/// Dawid and Skene's model, each worker's matrix held near the worker's own accuracy, and near that of all workers: what AWS's labelling
/// jobs use. Confidence is the label's posterior probability.
/// </summary>
/// <remarks>
/// After A. P. Dawid, A. M. Skene (1979, see <see cref="DawidSkene"/>) and what Amazon SageMaker Ground Truth documents of its annotation
/// consolidation. With prior(a) having a on the diagonal and (1-a)/(labels-1) elsewhere, it starts with uniform labels, every matrix
/// prior(0.7), and a common accuracy of 0.7. Each round estimates the labels by Bayes' rule, then each matrix as the expected counts +
/// n·prior(own accuracy) + n/2·prior(common accuracy), its rows made to sum up to 1, where n is the worker's number of answers and the
/// own accuracy is the expected share of them that are right; then the common accuracy as the mean of all workers' who answered.
/// </remarks>
/// <param name="maxRounds">1 or more; it ends before when no probability moves by more than 0.00001.</param>
public sealed class ModifiedDawidSkene(int maxRounds = 20) : IConsolidationMethod
{
    private const double StartAccuracy = 0.7;

    private readonly Rounds rounds = new(maxRounds);

    public ConsolidationResult Consolidate(Judgements judgements)
    {
        var labelCount = judgements.Labels.Count;
        var given = AnswersByWorker(judgements);
        var matrices = new ConfusionMatrices(judgements);
        var posteriors = Posteriors.Uniform(judgements);
        matrices.Estimate(posteriors, (column, truth, _, _) => Math.Log(Prior(StartAccuracy, column.Label == truth, labelCount)));
        var common = StartAccuracy;
        rounds.Run(() =>
        {
            var moved = matrices.Expect(posteriors);
            var accuracies = posteriors.WorkerAccuracies();
            matrices.Estimate(posteriors, (column, truth, count, rowSum) =>
            {
                var right = column.Label == truth;
                var answers = given[column.Worker];
                var own = Prior(accuracies[column.Worker]!.Value, right, labelCount);
                var all = Prior(common, right, labelCount);
                // A prior's row sums up to 1, so that a row's sum is the expected count + n + n/2.
                return Math.Log((count + answers * own + answers / 2d * all) / (rowSum + 1.5 * answers));
            });
            common = accuracies.Average() ?? StartAccuracy;
            return moved;
        });

        return posteriors.Decide();
    }

    private static double Prior(double accuracy, bool right, int labelCount) => right ? accuracy : (1 - accuracy) / (labelCount - 1);

    private static int[] AnswersByWorker(Judgements judgements)
    {
        var given = new int[judgements.Workers.Count];
        foreach (var (worker, _) in judgements.Answers)
            given[worker]++;

        return given;
    }
}

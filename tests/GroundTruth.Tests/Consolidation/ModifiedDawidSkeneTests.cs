using GroundTruth.Consolidation;

namespace GroundTruthTests.Consolidation;

public sealed class ModifiedDawidSkeneTests
{
    /// <summary>By hand: labels ½ and ½, everybody right in 0.7: 0.7·0.7 against 0.3·0.3, and 0.7·0.3 against 0.3·0.7.</summary>
    [Fact]
    public void The_first_round_trusts_everybody_alike()
    {
        var judgements = Batch.Of("A A", "B A");

        var result = new ModifiedDawidSkene(maxRounds: 1).Consolidate(judgements);

        Assert.Equal(["A", "B"], result.LabelsOf(judgements));
        Assert.Equal([49 / 58d, 1 / 2d], result.Tasks.Select(task => task.Confidence), Near.Equal);
        Assert.Equal([39 / 58d, 39 / 58d], result.WorkerSkills!.Select(skill => skill!.Value), Near.Equal);
    }

    /// <summary>With three labels an error is either of the other two: 0.15.</summary>
    [Fact]
    public void The_prior_shares_errors_among_the_other_labels()
    {
        var result = new ModifiedDawidSkene(maxRounds: 1).Consolidate(Batch.Of("A B B", "C"));

        Assert.Equal(0.7 / (0.7 + 0.15 + 0.15), result.Tasks[1].Confidence, tolerance: 1e-8);
        Assert.Equal(
            0.15 * 0.7 * 0.7 / (0.15 * 0.7 * 0.7 + 0.7 * 0.15 * 0.15 + 0.15 * 0.15 * 0.15),
            result.Tasks[0].Confidence,
            tolerance: 1e-8);
    }

    /// <summary>
    /// By hand: after the first round (above) worker 1 has called A: A 49/58 and B ½ of a time, and B: A 9/58 and B ½; worker 2 has only
    /// said A. Both own accuracies are 39/58, the common one is still 0.7, and both gave 2 answers.
    /// </summary>
    [Fact]
    public void The_second_round_is_as_computed_by_hand()
    {
        const double p = 49 / 58d, own = 39 / 58d;
        const double right = 2 * own + 0.7, wrong = 2 * (1 - own) + 0.3;
        const double a = p + 0.5, b = 1 - p + 0.5;
        double aa1 = (p + right) / (a + 3), ab1 = (0.5 + wrong) / (a + 3), ba1 = (1 - p + wrong) / (b + 3), bb1 = (0.5 + right) / (b + 3);
        double aa2 = (a + right) / (a + 3), ba2 = (b + wrong) / (b + 3);
        double firstA = a * aa1 * aa2, firstB = b * ba1 * ba2, secondA = a * ab1 * aa2, secondB = b * bb1 * ba2;

        var result = new ModifiedDawidSkene(maxRounds: 2).Consolidate(Batch.Of("A A", "B A"));

        Assert.Equal(
            [firstA / (firstA + firstB), Math.Max(secondA, secondB) / (secondA + secondB)],
            result.Tasks.Select(task => task.Confidence),
            Near.Equal);
    }
}

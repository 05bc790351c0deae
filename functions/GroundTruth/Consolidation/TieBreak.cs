namespace GroundTruth.Consolidation;

/// <summary>Counts votes; keeps its table from task to task.</summary>
internal sealed class TieBreak(int labelCount)
{
    private readonly int[] counts = new int[labelCount];

    /// <summary>The label which first reaches the highest count as the answers come in, and that count.</summary>
    /// <param name="answers">At least one.</param>
    public (int Label, int Count) MostFrequent(ReadOnlySpan<Judgement> answers) => MostFrequent(answers, scores: [], best: 0)!.Value;

    /// <summary>The label with the highest score; of several, the one that is <see cref="MostFrequent(ReadOnlySpan{Judgement})"/> among them.</summary>
    /// <param name="scores">One for each label.</param>
    public int Best(ReadOnlySpan<double> scores, ReadOnlySpan<Judgement> answers)
    {
        var first = 0;
        var tied = false;
        for (var label = 1; label < scores.Length; label++)
        {
            if (scores[label] > scores[first])
                (first, tied) = (label, false);
            else if (scores[label] == scores[first])
                tied = true;
        }

        return tied && MostFrequent(answers, scores, scores[first]) is var (preferred, _) ? preferred : first;
    }

    private (int Label, int Count)? MostFrequent(ReadOnlySpan<Judgement> answers, ReadOnlySpan<double> scores, double best)
    {
        (int Label, int Count)? leader = null;
        foreach (var (_, label) in answers)
        {
            if ((scores.IsEmpty || scores[label] == best) && ++counts[label] > (leader?.Count ?? 0))
                leader = (label, counts[label]);
        }

        foreach (var (_, label) in answers)
            counts[label] = 0;

        return leader;
    }
}

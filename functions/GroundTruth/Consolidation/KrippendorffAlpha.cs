namespace GroundTruth.Consolidation;

/// <summary>
/// Agreement among workers beyond chance, for labels without order: 1 where all agree, 0 where they answer as if by chance, below 0 where
/// they disagree more than chance would.
/// </summary>
/// <remarks>K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", University of Pennsylvania, 2011, section C (nominal data).</remarks>
public static class KrippendorffAlpha
{
    /// <returns>
    /// Null where no task has two answers, for then nothing can be compared. 1 where all comparable answers are the same label: nobody
    /// disagreed, though nothing shows that anybody could have, which is why the paper leaves it open.
    /// </returns>
    public static double? Nominal(Judgements judgements)
    {
        var totals = new long[judgements.Labels.Count];
        var counts = new int[totals.Length];
        var pairable = 0L;
        var disagreement = 0d;
        for (var task = 0; task < judgements.TaskCount; task++)
        {
            var answers = judgements.AnswersTo(task);
            if (answers.Length < 2)
                continue;

            pairable += answers.Length;
            foreach (var (_, label) in answers)
            {
                totals[label]++;
                counts[label]++;
            }

            // Each answer, not each label, adds how many of the others differ from it.
            var differing = 0L;
            foreach (var (_, label) in answers)
                differing += answers.Length - counts[label];

            disagreement += (double)differing / (answers.Length - 1);
            foreach (var (_, label) in answers)
                counts[label] = 0;
        }

        if (pairable == 0)
            return null;

        var chance = totals.Sum(total => (double)total * (pairable - total)) / (pairable - 1);
        return chance == 0 ? 1 : 1 - disagreement / chance;
    }
}

namespace GroundTruth.Evaluation;

/// <summary>How good the labels of a job are, and what they cost. Shares and sums of money have four places.</summary>
/// <param name="Items">Objects in the output manifest.</param>
/// <param name="Failed">Objects that Ground Truth gave up.</param>
/// <param name="Unlabelled">Other objects without a label: nobody answered.</param>
/// <param name="Annotations">Workers asked, over all objects.</param>
/// <param name="Consensus">How often the workers agreed.</param>
/// <param name="Accuracy">Of all items that have a gold label.</param>
/// <param name="ConsensusAccuracy">Of those on which the workers agreed.</param>
/// <param name="GoldWithoutItem">Gold labels of objects that are not in the output manifest.</param>
/// <param name="Agreement">With the second job, or null where there is none.</param>
/// <param name="Categories">By label, those with the most items first.</param>
/// <param name="Confusions">What was taken for what, the most frequent first.</param>
/// <param name="VoteShares">Accuracy by the share of workers who gave the label, the least first.</param>
/// <param name="Cost">Null where no price was given.</param>
/// <param name="Source">Lines of the output manifest.</param>
/// <param name="Gold">Lines of the gold standard.</param>
/// <param name="Second">Lines of the second job's output manifest, or null where there is none.</param>
public sealed record EvaluationReport(
    int Items,
    int Failed,
    int Unlabelled,
    long Annotations,
    Consensus Consensus,
    Tally Accuracy,
    Tally ConsensusAccuracy,
    int GoldWithoutItem,
    JobAgreement? Agreement,
    IReadOnlyList<CategoryScore> Categories,
    IReadOnlyList<Confusion> Confusions,
    IReadOnlyList<VoteShareAccuracy> VoteShares,
    LabelCost? Cost,
    FileAccount Source,
    FileAccount Gold,
    FileAccount? Second)
{
    /// <param name="job">What a labelling job made of its objects.</param>
    /// <param name="gold">What is right.</param>
    /// <param name="second">What another job made of the same objects, or null.</param>
    /// <param name="settings">What is taken for granted.</param>
    public static EvaluationReport Of(OutputManifest job, GoldStandard gold, OutputManifest? second, EvaluationSettings settings)
    {
        var items = job.Items.Values;
        var judged = Judge(job, gold, settings.Consensus);
        var consensus = items.Count(settings.Consensus.IsMetBy);
        var annotations = items.Sum(item => (long)item.Asked);
        return new EvaluationReport(
            job.Items.Count,
            items.Count(item => item.Failed),
            items.Count(item => item.Label.IsNone && !item.Failed),
            annotations,
            new Consensus(settings.Consensus.ToString(), consensus, Ratio.Of(consensus, job.Items.Count)),
            Tally.Of(judged),
            Tally.Of(judged.Where(item => item.HasConsensus)),
            gold.Labels.Count - judged.Count,
            second is null ? null : JobAgreement.Of(job.Items, second.Items),
            CategoryScore.Of(judged, settings.Taxonomy),
            Confusion.Of(judged, settings.Taxonomy),
            VoteShareAccuracy.Of(judged),
            settings.PricePerTask is { } price ? LabelCost.Of(job.Items.Count, annotations, consensus, price, settings.TargetSize) : null,
            FileAccount.Of(job),
            FileAccount.Of(gold),
            second is null ? null : FileAccount.Of(second));
    }

    private static List<JudgedItem> Judge(OutputManifest job, GoldStandard gold, ConsensusRule rule)
    {
        var judged = new List<JudgedItem>();
        foreach (var (key, item) in job.Items)
        {
            if (gold.Labels.TryGetValue(key, out var label))
                judged.Add(new JudgedItem(item, label, rule.IsMetBy(item)));
        }

        return judged;
    }
}

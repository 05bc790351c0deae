using Catalog.Inventory;

namespace Curation.Inventory;

/// <summary>What the page shows of a provider: its most frequent labels, and sums over all of them.</summary>
internal sealed class ProviderDigest(ProviderCount count)
{
    /// <summary>Labels that the page shows. The CSV has all.</summary>
    public const int MostShown = 1_000;

    private readonly List<(LabelCount Label, LabelVerdict Verdict)> shown = [];
    private readonly long[] accuracies = new long[LabelCounter.Buckets];

    public ProviderCount Count => count;

    /// <summary>The most frequent ones, in that order.</summary>
    public IReadOnlyList<(LabelCount Label, LabelVerdict Verdict)> Shown => shown;

    /// <summary>Tags of all labels by accuracy.</summary>
    public IReadOnlyList<long> Accuracies => accuracies;

    public long WithoutAccuracy { get; private set; }

    public long UnreadableAccuracy { get; private set; }

    /// <summary>Tags of labels that no rule on names meets, and that accuracy keeps back.</summary>
    public long KeptByAccuracy { get; private set; }

    /// <summary>Tags of labels that a rule on names meets.</summary>
    public long KeptByName { get; private set; }

    /// <summary>Labels that would be shown and that nobody has judged.</summary>
    public long UnreviewedLabels { get; private set; }

    public long UnreviewedTags { get; private set; }

    public void Add(LabelCount label, LabelVerdict verdict)
    {
        if (shown.Count < MostShown)
            shown.Add((label, verdict));

        for (var bucket = 0; bucket < accuracies.Length; bucket++)
            accuracies[bucket] += label.Accuracies[bucket];

        WithoutAccuracy += label.WithoutAccuracy;
        UnreadableAccuracy += label.UnreadableAccuracy;
        if (label.IsHidden)
            KeptByName += label.Tags;
        else
            KeptByAccuracy += label.Tags - label.AccurateTags;

        if (!verdict.IsReviewed && label.SurfacingTags > 0)
        {
            UnreviewedLabels++;
            UnreviewedTags += label.SurfacingTags;
        }
    }
}

namespace Local.Generate;

/// <summary>One label of a record.</summary>
/// <param name="Rank">Its name's rank in <see cref="LabelNames"/>.</param>
/// <param name="Confidence">In steps of 2^-17, see <see cref="QuantileTable"/>.</param>
/// <param name="IsLeaf">Whether it was seen itself: a label that only comes with another has no bounding boxes.</param>
internal readonly record struct PickedLabel(int Rank, long Confidence, bool IsLeaf);

/// <summary>
/// Chooses the labels of a record. A label brings the more general ones along, at the same confidence (Girl: Person, Female),
/// as the vendor's do; none comes twice; the surest are first.
/// </summary>
internal sealed class LabelPicker(LabelNames names)
{
    /// <summary>Labels of a record at most.</summary>
    public const int MostLabels = 128;

    private readonly PickedLabel[] picked = new PickedLabel[MostLabels];
    private readonly long[] confidences = new long[MostLabels];

    // The pick in which a name was last taken, so that nothing has to be cleared between two records.
    private readonly long[] takenIn = new long[names.Count];
    private long pick;
    private int count;

    /// <summary>The labels, valid until the next call.</summary>
    public ReadOnlySpan<PickedLabel> Pick(int labelCount, ref SplitMix64 random)
    {
        pick++;
        count = 0;
        var groups = 0;
        while (count < labelCount)
        {
            var leaf = names.Draw(ref random);
            if (takenIn[leaf] == pick)
                continue;

            // One confidence for each group. Which one is settled below, when all of them are known.
            foreach (var parent in names[leaf].Parents)
            {
                if (takenIn[parent] != pick && count < labelCount - 1)
                    Take(parent, groups, isLeaf: false);
            }

            Take(leaf, groups++, isLeaf: true);
        }

        SettleConfidences(groups, ref random);
        return picked.AsSpan(0, count);
    }

    private void Take(int rank, int group, bool isLeaf)
    {
        takenIn[rank] = pick;
        picked[count++] = new PickedLabel(rank, group, isLeaf);
    }

    private void SettleConfidences(int groups, ref SplitMix64 random)
    {
        var ascending = confidences.AsSpan(0, groups);
        foreach (ref var confidence in ascending)
            confidence = VendorStatistics.DrawConfidence(count, ref random);

        ascending.Sort();
        foreach (ref var label in picked.AsSpan(0, count))
            label = label with { Confidence = ascending[groups - 1 - (int)label.Confidence] };
    }
}

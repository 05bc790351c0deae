namespace GroundTruth.Evaluation;

/// <summary>What became of the lines of a file.</summary>
/// <param name="Items">Items that it gave.</param>
/// <param name="Duplicates">Lines that took the place of an earlier one about the same object.</param>
/// <param name="Unreadable">Lines that could not be read.</param>
/// <param name="FirstUnreadable">The first thousand of these.</param>
public sealed record FileAccount(int Items, long Duplicates, long Unreadable, IReadOnlyList<UnreadableLine> FirstUnreadable)
{
    internal static FileAccount Of(OutputManifest manifest) =>
        new(manifest.Items.Count, manifest.Duplicates, manifest.Unreadable.Count, manifest.Unreadable.First);

    internal static FileAccount Of(GoldStandard gold) =>
        new(gold.Labels.Count, gold.Duplicates, gold.Unreadable.Count, gold.Unreadable.First);
}

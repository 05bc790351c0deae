namespace Catalog.Ledger;

/// <summary>Sums over all chunks of a run that are committed.</summary>
/// <param name="ShardsDone">Shards of which every line is staged.</param>
/// <param name="Bytes">Bytes of the source that are accounted for; all of them when the load is complete.</param>
/// <param name="Records">Records, with labels or without.</param>
/// <param name="Labels">Labels in them, before any filter.</param>
/// <param name="Empty">Records without labels.</param>
/// <param name="Rejected">Lines that could not be read.</param>
/// <param name="Staged">Staged rows (in a dry run: rows that would be staged).</param>
public sealed record LoadTotals(long ShardsDone, long Bytes, long Records, long Labels, long Empty, long Rejected, long Staged)
{
    /// <summary>The shortest readable line and its line feed: <c>{"image_uuid":"…"}</c> with a uuid of 36 characters.</summary>
    private const int ShortestRecord = 54;

    /// <summary>
    /// Whether more than <paramref name="tolerance"/> of the lines are unreadable, even if all that is still to come were good, and as
    /// many lines as fit. So it is never said too early, and what it says of a part of the file stays true whatever comes after.
    /// </summary>
    /// <param name="tolerance">Share of lines, 0 to 1.</param>
    /// <param name="size">Size of the source in bytes.</param>
    public bool HasTooManyRejects(double tolerance, long size)
    {
        var stillToCome = (size - Bytes + ShortestRecord) / ShortestRecord;
        return Rejected > tolerance * (Records + Rejected + (Bytes == size ? 0 : stillToCome));
    }
}

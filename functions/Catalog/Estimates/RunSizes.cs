using System.Globalization;
using Catalog.DryRuns;

namespace Catalog.Estimates;

/// <summary>What a run takes of the disk, from what the sample took.</summary>
internal static class RunSizes
{
    /// <summary>
    /// What the merge's plan has for each staged row when it is largest, from the layout of its tables: the rows gathered (60 bytes), the
    /// newest of them with their index (83), then the plan and its index instead of the first (82).
    /// </summary>
    private const double PlanBytesPerRow = 165;

    /// <summary>Measured on rows of about 1 kB with five indexes.</summary>
    private const double WalBytesPerChange = 5_700;

    /// <summary>Measured on images that got some ten tags each.</summary>
    private const double UndoBytesPerChange = 120;

    public static EstimatedBytes Of(ComparedSample sample, long rows, long changed)
    {
        var growth = sample.Growth;
        return new EstimatedBytes(
            Scale(sample.Bytes, rows, sample.Records) + (long)(PlanBytesPerRow * rows),
            Scale(growth.TableAfter - growth.TableBefore, changed, growth.Rows),
            Scale(growth.TagsAfter - growth.TagsBefore, changed, growth.Rows),
            (long)(WalBytesPerChange * changed),
            (long)(UndoBytesPerChange * changed),
            string.Create(
                CultureInfo.InvariantCulture,
                $"Staging: the sample's {sample.Records} rows as they are stored, and {PlanBytesPerRow} bytes a row for the plan. Catalog and tags: "
                + $"copies of {growth.Rows} of the images that would change were updated with their indexes, as if no space were free in the "
                + $"catalog's pages. WAL: {WalBytesPerChange / 1000:0.0} kB a changed image, as measured on rows of 1 kB. "
                + $"Undo: {UndoBytesPerChange} bytes a changed image, as measured."));
    }

    private static long Scale(long bytes, long all, long some) => some == 0 ? 0 : (long)((double)bytes * all / some);
}

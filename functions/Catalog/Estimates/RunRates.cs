namespace Catalog.Estimates;

/// <summary>How fast the phases of a run are.</summary>
/// <param name="Load">Records staged a second.</param>
/// <param name="Check">Staged rows planned a second.</param>
/// <param name="Merge">Images merged a second.</param>
/// <param name="Basis">Where that is known from.</param>
internal sealed record RunRates(double Load, double Check, double Merge, string Basis)
{
    /// <summary>Workers that the reference was measured with.</summary>
    private const int ReferenceWorkers = 2;

    /// <summary>
    /// Measured with a generated file of 1 GB, 450,590 records, in a catalog of those images, on one machine with two processors: load 12.0 s,
    /// check 3.9 s, merge 16.1 s. Loading is bound by the workers' processors, so more of them load more; merging by the database.
    /// </summary>
    /// <param name="load">Workers that load side by side.</param>
    /// <param name="merge">Workers that merge side by side.</param>
    public static RunRates Reference(int load, int merge) => new(
        37_000d * load / ReferenceWorkers,
        115_000,
        27_000d * Math.Min(merge, ReferenceWorkers) / ReferenceWorkers,
        $"as fast as a reference with {ReferenceWorkers} workers on a machine with two processors and a catalog in its memory (37,000 records, "
        + "115,000 rows, 27,000 images a second), scaled to this run's loading workers, since no run over this table was long enough to go "
        + "by: a database that cannot keep up with the workers, or a catalog that is read from disk, takes longer");
}

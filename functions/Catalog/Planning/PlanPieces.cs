namespace Catalog.Planning;

/// <summary>How large the pieces are in which a merge is planned.</summary>
public sealed record PlanPieces
{
    /// <summary>Pages of the catalog or of staging that are read in one piece; 256 MiB take about a second.</summary>
    public long BlocksToScan { get; init; } = 32 * 1024;

    /// <summary>Pages of the list of images that are looked up in one piece: some 40,000 images, each a random read or two.</summary>
    public long BlocksToLookUp { get; init; } = 256;

    /// <summary>
    /// So many pages of the catalog are read sooner than one image is looked up, by the planner's own reckoning of a random read (4) and
    /// two of them an image.
    /// </summary>
    public long BlocksReadPerLookUp { get; init; } = 8;
}

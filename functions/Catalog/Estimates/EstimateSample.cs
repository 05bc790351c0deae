namespace Catalog.Estimates;

/// <summary>The images that a dry run compared with the catalog.</summary>
/// <param name="Share">Share of all images that were picked, 0 to 1; 1 where the file is so small that all of them were.</param>
/// <param name="Rows">Records about them that would be staged.</param>
/// <param name="Images">Distinct images among those.</param>
/// <param name="Matched">Those of them that the catalog has.</param>
/// <param name="Changed">Those of them whose tags a merge would have changed at the time of the dry run.</param>
public sealed record EstimateSample(double Share, long Rows, long Images, long Matched, long Changed);

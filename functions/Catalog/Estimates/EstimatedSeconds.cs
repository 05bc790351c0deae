namespace Catalog.Estimates;

/// <summary>How long the phases of the real run take.</summary>
/// <param name="Load">Reading the file and staging its tags, in seconds.</param>
/// <param name="Check">Planning the merge, in seconds.</param>
/// <param name="Merge">Updating the catalog, in seconds.</param>
/// <param name="Total">All three.</param>
/// <param name="Basis">What that was derived from, in a sentence or two.</param>
public sealed record EstimatedSeconds(double Load, double Check, double Merge, double Total, string Basis);

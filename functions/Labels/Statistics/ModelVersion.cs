namespace Labels.Statistics;

/// <summary>A version of the service's label model.</summary>
/// <param name="Version">As the service wrote it, empty where it gave none. Data, never markup.</param>
/// <param name="Images">Records that it answered.</param>
public sealed record ModelVersion(string Version, long Images);

namespace GroundTruth.Manifest;

/// <summary>What was built.</summary>
/// <param name="Target">The manifest.</param>
/// <param name="Objects">Its lines.</param>
/// <param name="Rejected">Products that have none, by reason.</param>
/// <param name="RejectedProducts">The list of all of those, a JSON object a line; empty where there are none.</param>
/// <param name="FirstRejected">The first of them.</param>
internal sealed record ManifestSummary(
    string Target,
    long Objects,
    IReadOnlyDictionary<RejectedReason, long> Rejected,
    string RejectedProducts,
    IReadOnlyList<RejectedProduct> FirstRejected);

namespace GroundTruth.Manifest;

/// <summary>A product that is not in the manifest.</summary>
/// <param name="Row">Its row, where the header is row 1; in a JSON Lines file its line.</param>
/// <param name="Reason">One of the reasons that are counted.</param>
/// <param name="Detail">What is wrong, and what is allowed.</param>
public sealed record RejectedProduct(long Row, RejectedReason Reason, string Detail);

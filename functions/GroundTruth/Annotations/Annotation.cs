namespace GroundTruth.Annotations;

/// <summary>What one worker answered.</summary>
/// <param name="WorkerId">Who; null if the payload does not say.</param>
/// <param name="Label">What; none if the worker answered nothing, or nothing that can be read.</param>
/// <param name="Problem">Why it could not be read; null if it could.</param>
public sealed record Annotation(string? WorkerId, Label Label, string? Problem = null);

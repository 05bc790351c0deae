namespace GroundTruth;

/// <summary>What Ground Truth is said to have sent is not a request of its: something is missing, or is of the wrong kind.</summary>
internal sealed class InvalidAnnotationRequest(string message) : Exception(message);

namespace GroundTruth.Annotations;

/// <summary>The payload is no JSON array, or ends before its end. Which of its objects were meant cannot be told.</summary>
internal sealed class PayloadUnreadable(string message, Exception? cause = null) : Exception(message, cause);

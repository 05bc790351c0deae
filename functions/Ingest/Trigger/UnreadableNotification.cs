namespace Ingest.Trigger;

/// <summary>A message of the queue is not what S3 sends when an object changes. It stays in the queue, and ends in the dead-letter queue.</summary>
internal sealed class UnreadableNotification(string message) : Exception(message);

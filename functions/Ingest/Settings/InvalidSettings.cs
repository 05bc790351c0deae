namespace Ingest.Settings;

/// <summary>The execution input, or the function's own configuration, holds something that cannot be meant. Nothing was written.</summary>
internal sealed class InvalidSettings(string message) : Exception(message);

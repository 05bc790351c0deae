namespace Hosting.Settings;

/// <summary>The execution input, or the function's own configuration, holds something that cannot be meant. Nothing was written.</summary>
public sealed class InvalidSettings(string message) : Exception(message);

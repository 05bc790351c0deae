namespace Hosting;

/// <summary>The invocation's time was up before the work came to a point where it could be committed. Nothing was half-written.</summary>
public sealed class OutOfTime(string message, Exception? cause = null) : Exception(message, cause);

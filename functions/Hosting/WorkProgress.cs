namespace Hosting;

/// <summary>Whether a worker came to the end of its work. If not, it wants to be called again with the same request.</summary>
public sealed record WorkProgress(bool Done);

namespace Hosting.Storage;

/// <summary>What is to be written does not fit where it must go. Nothing was written.</summary>
public sealed class OutputTooLarge(string message) : Exception(message);

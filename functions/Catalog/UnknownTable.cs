namespace Catalog;

/// <summary>The catalog table that the run names does not exist, or is no table of media with tags.</summary>
public sealed class UnknownTable(string message) : Exception(message);

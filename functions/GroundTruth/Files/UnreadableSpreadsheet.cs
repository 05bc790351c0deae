namespace GroundTruth.Files;

/// <summary>The file as a whole is no CSV with the columns that are needed.</summary>
public sealed class UnreadableSpreadsheet(string message) : Exception(message);

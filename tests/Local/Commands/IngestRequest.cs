using System.Text.Json.Nodes;

namespace Local.Commands;

/// <summary>What the command line asks for.</summary>
/// <param name="Settings">The execution input, without its source.</param>
/// <param name="Database">Connection string of a database to use, or null for a throw-away one.</param>
/// <param name="ResultsFolder">Folder that keeps the buckets, or null for a throw-away one.</param>
/// <param name="Json">Print one JSON object, and nothing else.</param>
/// <param name="Verbose">Print what the functions log.</param>
internal sealed record IngestRequest(JsonObject Settings, string? Database, string? ResultsFolder, bool Json, bool Verbose);

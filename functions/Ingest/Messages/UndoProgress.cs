namespace Ingest.Messages;

/// <summary>How far a run has been taken back.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Restored">Images that have been given their former tags back so far.</param>
/// <param name="Done">Whether that was all. If not, the worker wants to be called again with the same request.</param>
internal sealed record UndoProgress(string RunId, long Restored, bool Done);

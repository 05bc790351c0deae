namespace Catalog.Undo;

/// <summary>What the run remembered of the tags before it has been removed, so it cannot be taken back any more. Nothing was changed.</summary>
public sealed class UndoExpired(string runId, long changed)
    : Exception($"Run '{runId}' changed {changed} images, and what it remembered of their former tags has been removed. It cannot be taken back.");

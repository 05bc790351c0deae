namespace Catalog.Undo;

/// <summary>Another run of the same provider is just being taken back. Trying again later can help; nothing was half-written.</summary>
public sealed class UndoInProgress(string runId)
    : Exception($"Run '{runId}' of the same provider is being taken back. Until that is done, nothing of the provider is merged.");

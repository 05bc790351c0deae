namespace Catalog.Undo;

/// <summary>
/// A later run of the same provider stands on what this one wrote, so this one cannot be taken back before it. Nothing was changed.
/// </summary>
public sealed class LaterRun(string runId, string laterRunId, string why)
    : Exception($"Run '{runId}' cannot be taken back before run '{laterRunId}' of the same provider, {why}. Take that one back first, if it can be.");

namespace Catalog.Surfacing;

/// <summary>Another execution had that name, or the same one other settings. Start a new execution under a name of its own.</summary>
public sealed class RefreshExists(string refreshId)
    : Exception($"There is a refresh '{refreshId}' already, of another execution or with other settings.");

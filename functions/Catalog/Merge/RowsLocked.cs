namespace Catalog.Merge;

/// <summary>Rows of the catalog have been held by others all the time that we were ready to wait. Redrive once they are free.</summary>
public sealed class RowsLocked(string table, long count, Guid example, TimeSpan waited)
    : Exception($"{count} rows of {table} have been locked by others for {waited.TotalMinutes:0} minutes, such as {example}. All others are done.");

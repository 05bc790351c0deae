namespace Catalog.Merge;

/// <summary>
/// Rows that the ledger knows are no longer in the staging table: the database server crashed and came back with its UNLOGGED tables
/// empty. What was merged so far is right; start a new execution for the same file.
/// </summary>
public sealed class StagingLost(string what, long expected, long found)
    : Exception($"{what} should hold {expected} rows and holds {found}: the database has lost the staged rows. Start a new execution.");

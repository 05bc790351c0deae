namespace Catalog.Estimates;

/// <summary>What the real run takes of the database's disk.</summary>
/// <param name="Staging">Staged rows and the merge's plan, in bytes; dropped when the run ends.</param>
/// <param name="Catalog">
/// What the catalog's table and its indexes grow by, in bytes: the new versions of changed rows beside the old ones. What the old ones held
/// is free for later rows once it has been vacuumed.
/// </param>
/// <param name="Tags">How much of that stays: the changed images' tags after the run less those before it, in bytes; below 0 where they shrink.</param>
/// <param name="Wal">Write-ahead log, in bytes.</param>
/// <param name="Undo">What is remembered for taking the run back, in bytes; kept for as long as the ledger knows the run.</param>
/// <param name="Basis">What that was derived from, in a sentence or two.</param>
public sealed record EstimatedBytes(long Staging, long Catalog, long Tags, long Wal, long Undo, string Basis);

using Labels.Records;

namespace Catalog.Ledger;

/// <summary>A line that could not be read.</summary>
/// <param name="Offset">Where it begins in the source.</param>
/// <param name="Length">Length in bytes, without its line feed.</param>
/// <param name="Reason">Why.</param>
/// <param name="ObjectKey">Object in the results bucket that holds the line.</param>
/// <param name="ObjectOffset">Where in that object it begins.</param>
public readonly record struct Reject(long Offset, long Length, RejectReason Reason, string ObjectKey, long ObjectOffset);

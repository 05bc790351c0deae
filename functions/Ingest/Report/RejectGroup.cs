using Labels.Records;

namespace Ingest.Report;

/// <summary>Lines that could not be read for the same reason.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Lines">How many lines.</param>
/// <param name="Examples">The first of them in the source.</param>
internal sealed record RejectGroup(RejectReason Reason, long Lines, IReadOnlyList<RejectExample> Examples);

/// <summary>A line that could not be read.</summary>
/// <param name="Offset">Where it begins in the source.</param>
/// <param name="Length">Length in bytes, without its line feed.</param>
/// <param name="Begins">How it begins, as text; null where it is no longer kept.</param>
internal sealed record RejectExample(long Offset, long Length, string? Begins);

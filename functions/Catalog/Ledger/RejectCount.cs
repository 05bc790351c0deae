using Labels.Records;

namespace Catalog.Ledger;

/// <summary>Lines of a run that could not be read for the same reason.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Lines">How many lines.</param>
/// <param name="First">The first few of them in the source.</param>
public sealed record RejectCount(RejectReason Reason, long Lines, IReadOnlyList<Reject> First);

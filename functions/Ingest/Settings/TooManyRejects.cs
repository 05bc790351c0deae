using Catalog.Ledger;

namespace Ingest.Settings;

/// <summary>More lines of the source are unreadable than the run tolerates. The ledger tells which, the results bucket keeps them.</summary>
internal sealed class TooManyRejects(Run run, LoadTotals totals, double tolerance)
    : Exception(
        $"{totals.Rejected} of {totals.Records + totals.Rejected} lines of {run.Plan.Source} are unreadable; "
        + $"rejectTolerance allows a share of {tolerance}. They are kept under rejects/{run.Plan.RunId}/ in the results bucket.");

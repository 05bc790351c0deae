using Catalog.Runs;

namespace Catalog.Ledger;

/// <summary>The run was left unfinished for so long that what it had staged was removed. Start a new execution.</summary>
public sealed class RunExpired(string runId)
    : Exception(
        $"Run '{runId}' was left unfinished for more than {RunRetention.Unfinished.TotalDays:0} days, and what it had staged was removed. "
        + "Start a new execution.");

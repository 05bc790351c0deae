using System.Globalization;

namespace StateMachineTests.Faults;

/// <summary>The database ends a connection in the middle of a statement or of a transaction.</summary>
/// <param name="function">Whose.</param>
/// <param name="statement">What it is at, as a pattern of LIKE.</param>
/// <param name="share">Once so much of the function's work is done, 0 to 1.</param>
internal sealed class CutConnection(string function, string statement, double share) : Fault
{
    public override async Task<bool> TryStrikeAsync(RunProgress progress, FaultTarget target) =>
        progress.IsAt(function, share)
        && await target.Deployment.ScalarAsync<bool>(
            $"""
            SELECT pg_terminate_backend(pid)
            FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = '{function}' AND query LIKE '{statement}' AND state <> 'idle'
            ORDER BY backend_start DESC
            LIMIT 1
            """);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{function}'s connection is cut in '{statement}' at {share:P0} of its work");
}

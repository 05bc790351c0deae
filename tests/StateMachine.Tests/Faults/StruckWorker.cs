using System.Diagnostics;
using System.Globalization;

namespace StateMachineTests.Faults;

/// <summary>A worker is killed, or frozen until its deadline has passed and Lambda kills it.</summary>
/// <param name="function">Whose.</param>
/// <param name="signal">KILL or STOP.</param>
/// <param name="share">Once so much of the function's work is done, 0 to 1.</param>
/// <param name="choice">Which of those at work.</param>
internal sealed class StruckWorker(string function, string signal, double share, int choice) : Fault
{
    public override async Task<bool> TryStrikeAsync(RunProgress progress, FaultTarget target)
    {
        if (!progress.IsAt(function, share) || target.Busy(function) is not { Count: > 0 } busy)
            return false;

        var victim = busy[choice % busy.Count];
        if (signal == "KILL")
        {
            victim.Kill();
            return true;
        }

        if (victim.ProcessId is not { } id)
            return false;

        using var kill = Process.Start("kill", [$"-{signal}", id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        return true;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"SIG{signal} to worker {choice} of {function} at {share:P0} of its work");
}

using System.Diagnostics;
using System.Globalization;
using Local.Deployment;

namespace StateMachineTests.Faults;

/// <summary>
/// Runs that are struck by a few faults each. <c>FAULT_SEEDS=1-200</c> takes other seeds than the few that are run by default,
/// <c>FAULT_SEEDS=4,17</c> strikes with those two schedules again. A seed decides what strikes whom and at which point of the run's
/// progress; which instruction is hit there is the operating system's to decide.
/// </summary>
[Collection(nameof(FaultScene))]
public sealed class FaultScheduleTests(FaultScene scene)
{
    private const string DefaultSeeds = "10,13-15,17";

    /// <summary>What a run may end with that was struck; its new execution must then succeed.</summary>
    private static readonly string[] RunErrors =
        ["LoadIncomplete", "MergeIncomplete", "DatabaseUnavailable", "StorageUnavailable", "OutOfTime"];

    /// <summary>What a function may answer that was struck.</summary>
    private static readonly string[] FunctionErrors = ["DatabaseUnavailable", "StorageUnavailable", "OutOfTime", "LoadIncomplete"];

    public static TheoryData<int> Seeds
    {
        get
        {
            var seeds = Environment.GetEnvironmentVariable("FAULT_SEEDS") is { Length: > 0 } given ? given : DefaultSeeds;
            return [.. seeds.Split(',').SelectMany(SeedsOf)];
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_strikes_a_run_the_catalog_ends_as_if_nothing_had(int seed)
    {
        var schedule = FaultSchedule.Draw(seed);
        var output = TestContext.Current.TestOutputHelper!;
        output.WriteLine(schedule.ToString());
        var begun = Stopwatch.GetTimestamp();
        await using var deployment = await scene.DeployAsync(schedule.WorkerTimeout);
        var runId = deployment.NewRunId();

        var injection = new FaultInjection(new FaultTarget(scene.Cloud, deployment), schedule.Faults);
        ExecutionOutcome outcome;
        await using (injection)
            outcome = await deployment.RunAsync(runId, deployment.Source(), schedule.Settings.DeepClone().AsObject());

        var what = $"{schedule}\n{outcome.Error ?? "succeeded"} {outcome.Message}\n{string.Join('\n', injection.Errors)}";
        if (!outcome.Succeeded)
        {
            Assert.True(RunErrors.Contains(outcome.Error, StringComparer.Ordinal), what);
            runId = deployment.NewRunId();
            var again = await deployment.RunAsync(runId, deployment.Source(), schedule.Settings.DeepClone().AsObject());
            Assert.True(again.Succeeded, $"{what}\nThe new execution: {again.Error} {again.Message}");
        }

        await deployment.AssertCompleteAsync(runId, scene, what);
        Assert.All(injection.Errors, error => Assert.True(FunctionErrors.Contains(error.Split(": ")[1]), $"{error}\n{what}"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{outcome.Error ?? "succeeded"} in {Stopwatch.GetElapsedTime(begun).TotalSeconds:F1} s"));
        output.WriteLine(string.Join('\n', injection.Errors));
    }

    /// <summary>One seed, or those from one to another.</summary>
    private static IEnumerable<int> SeedsOf(string range)
    {
        var ends = range.Split('-').Select(end => int.Parse(end, NumberStyles.None, CultureInfo.InvariantCulture)).ToArray();
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    }
}

using System.Diagnostics;
using System.Globalization;
using IngestTests;
using Local.Processes;

namespace StateMachineTests.LocalCloud;

public sealed class ChildProcessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_output_and_its_exit_code_are_known()
    {
        var log = new LogWatch();
        await using var child = await ChildProcess.StartAsync(Shell("echo out; echo err >&2; exit 3") with { OnLine = log.Add });

        Assert.Equal(3, await child.Exited);
        Assert.Equal(1, log.Count("out"));
        Assert.Equal(1, log.Count("err"));
    }

    [Fact]
    public async Task Disposal_ends_it_and_what_it_started()
    {
        var log = new LogWatch();
        var child = await ChildProcess.StartAsync(Shell("sleep 600 & echo started $!; wait") with { OnLine = log.Add });
        var grandchild = LastNumber(await log.WaitForAsync("started", Cancellation));
        Assert.True(Liveness.IsRunning(grandchild));

        await child.DisposeAsync();

        Assert.False(Liveness.IsRunning(child.Id));
        await Liveness.WaitForEndAsync(grandchild, Cancellation);
    }

    [Fact]
    public async Task A_stop_signal_lets_it_clear_up()
    {
        var log = new LogWatch();
        const string Script = "trap 'echo cleared up; exit 0' TERM; echo ready; while :; do sleep 0.1; done";
        var child = await ChildProcess.StartAsync(Shell(Script) with { StopSignal = Signal.Terminate, OnLine = log.Add });
        await log.WaitForAsync("ready", Cancellation);

        await child.DisposeAsync();

        Assert.Equal(1, log.Count("cleared up"));
        Assert.Equal(0, await child.Exited);
    }

    [Fact]
    public async Task It_dies_with_a_parent_that_is_killed()
    {
        var log = new LogWatch();
        await using var parent = await ChildProcess.StartAsync(KilledParent.Options with { OnLine = log.Add });
        var child = LastNumber(await log.WaitForAsync(KilledParent.Announcement, Cancellation));
        Assert.True(Liveness.IsRunning(child));

        using (var killed = Process.GetProcessById(parent.Id))
            killed.Kill(entireProcessTree: false);

        Assert.Equal(128 + 9, await parent.Exited);
        await Liveness.WaitForEndAsync(child, Cancellation);
    }

    [Fact]
    public async Task A_program_that_is_not_installed_is_a_missing_prerequisite()
    {
        var missing = await Assert.ThrowsAsync<MissingPrerequisiteException>(
            () => ChildProcess.StartAsync(new ChildProcessOptions { Command = ["no-such-program"] }));

        Assert.Contains("'no-such-program' is not installed", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_killed_owner_left_in_its_folder_is_removed_by_the_next_and_what_lives_is_not()
    {
        using var alive = ThrowawayFolder.Create("tests");
        var abandoned = Path.Combine(Path.GetTempPath(), "serverless-local-tests-abandoned");
        Directory.CreateDirectory(abandoned);
        File.WriteAllText(abandoned + ".lock", "");

        using (var next = ThrowawayFolder.Create("tests"))
            Assert.True(Directory.Exists(next.Path));

        Assert.False(Directory.Exists(abandoned));
        Assert.True(Directory.Exists(alive.Path));
        Assert.True(File.Exists(alive.Path + ".lock"));
    }

    private static ChildProcessOptions Shell(string script) => new() { Command = ["sh", "-c", script] };

    private static int LastNumber(string line) => int.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture);
}

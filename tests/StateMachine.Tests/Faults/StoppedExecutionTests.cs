using Amazon.StepFunctions.Model;
using Local.Deployment;

namespace StateMachineTests.Faults;

/// <summary>
/// Ops stop an execution. Workers that are at work go on to their end, since nobody tells them; and a new execution of the same file may
/// begin meanwhile. (Redrive goes on with the same name; the server that interprets the definition here does not know it.)
/// </summary>
[Collection(nameof(FaultScene))]
public sealed class StoppedExecutionTests(FaultScene scene)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("LoadShard", 0.3)]
    [InlineData("MergeTags", 0.3)]
    public async Task A_new_execution_comes_to_what_the_stopped_one_would_have(string function, double share)
    {
        await using var deployment = await scene.DeployAsync();
        var runId = deployment.NewRunId();
        var input = FaultScene.SmallPieces();
        input["source"] = deployment.Source();
        var execution = "";
        var stop = Happening.During(
            function,
            share,
            () => scene.Cloud.StepFunctions.StopExecutionAsync(new StopExecutionRequest { ExecutionArn = execution }, Cancellation));
        ExecutionOutcome outcome;
        await using (new FaultInjection(new FaultTarget(scene.Cloud, deployment), [stop]))
        {
            execution = await deployment.Pipeline.StartAsync(runId, input, Cancellation);
            outcome = await deployment.Pipeline.WaitAsync(execution, Cancellation);
        }

        Assert.True(stop.HasHappened, "The run was over before it could be stopped.");
        // Stopped inside of a Map, the interpreter here says States.Runtime, where AWS says ABORTED.
        Assert.True(outcome.Error is "ABORTED" or "States.Runtime", $"{outcome.Error}: {outcome.Message}");
        var again = deployment.NewRunId();
        var second = await deployment.RunAsync(again, deployment.Source(), FaultScene.SmallPieces());
        Assert.True(second.Succeeded, $"{second.Error}: {second.Message}");
        await deployment.AssertCompleteAsync(again, scene, $"stopped in {function}");
    }
}

using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace StateMachineTests.Announcement;

internal static class ExecutionWaiting
{
    public static async Task<DescribeExecutionResponse> WaitForEndAsync(this IAmazonStepFunctions client, string execution)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var found = await client.DescribeExecutionAsync(
                new DescribeExecutionRequest { ExecutionArn = execution }, TestContext.Current.CancellationToken);
            if (found.Status != ExecutionStatus.RUNNING)
                return found;
            await poll.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}

namespace Hosting;

/// <summary>Work that is done in steps, each of which commits something.</summary>
public static class WorkLoop
{
    /// <summary>Takes steps until there is no more to do, or time is short.</summary>
    /// <param name="step">Takes one step, and says whether there may be another.</param>
    /// <param name="deadline">The end of the invocation.</param>
    public static async Task<WorkProgress> RunAsync(Func<Task<bool>> step, Deadline deadline)
    {
        var hasCommitted = false;
        try
        {
            while (await step())
            {
                hasCommitted = true;
                if (deadline.IsNear)
                    return new WorkProgress(Done: false);
            }

            return new WorkProgress(Done: true);
        }
        catch (Exception) when (hasCommitted && deadline.Token.IsCancellationRequested)
        {
            // The last step was too long for the time that was left. That is no failure: the next invocation takes it.
            return new WorkProgress(Done: false);
        }
    }
}

namespace IngestTests;

/// <summary>The lines that a part of the cloud prints, and those who wait for one.</summary>
public sealed class LogWatch
{
    private readonly Lock gate = new();
    private readonly List<string> lines = [];
    private readonly List<(Func<string, bool> Wanted, TaskCompletionSource<string> Found)> waiters = [];

    public void Add(string line)
    {
        lock (gate)
        {
            lines.Add(line);
            foreach (var waiter in waiters.Where(waiter => waiter.Wanted(line)))
                waiter.Found.TrySetResult(line);
        }
    }

    public int Count(string text)
    {
        lock (gate)
            return lines.Count(line => line.Contains(text, StringComparison.Ordinal));
    }

    /// <summary>The first line that contains a text, printed already or yet to come.</summary>
    public Task<string> WaitForAsync(string text, CancellationToken cancellationToken)
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        bool Wanted(string line) => line.Contains(text, StringComparison.Ordinal);
        lock (gate)
        {
            if (lines.Find(Wanted) is { } line)
                return Task.FromResult(line);
            waiters.Add((Wanted, found));
        }

        return found.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
    }
}

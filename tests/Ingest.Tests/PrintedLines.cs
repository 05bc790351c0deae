using System.Text.Json;
using System.Text.Json.Nodes;
using Local.Deployment;

namespace IngestTests;

/// <summary>What the functions of one deployment print. A line comes through a pipe, so it may come after the answer.</summary>
internal sealed class PrintedLines : IDisposable
{
    private readonly CloudFixture fixture;
    private readonly Dictionary<string, string> functions;
    private readonly Lock gate = new();
    private readonly List<(string Function, string Text)> lines = [];
    private TaskCompletionSource more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PrintedLines(CloudFixture fixture, TestDeployment deployment)
    {
        this.fixture = fixture;
        functions = IngestPipeline.Functions.ToDictionary(deployment.Pipeline.NameOf, StringComparer.Ordinal);
        fixture.Watchers[this] = Add;
    }

    /// <summary>Everything so far.</summary>
    public IReadOnlyList<string> All
    {
        get
        {
            lock (gate)
                return [.. lines.Select(line => line.Text)];
        }
    }

    /// <summary>The JSON objects that a function has printed, once they are as many of a kind as asked for.</summary>
    public Task<IReadOnlyList<JsonObject>> JsonOfAsync(
        string function, Func<JsonObject, bool> isWanted, int count, CancellationToken cancellationToken) =>
        WaitAsync<IReadOnlyList<JsonObject>>(
            () =>
            {
                var found = lines.Where(line => line.Function == function).Select(line => Parse(line.Text)).OfType<JsonObject>().Where(isWanted).ToList();
                return found.Count >= count ? found : null;
            },
            cancellationToken);

    /// <summary>A line with this end.</summary>
    public Task<string> LineAsync(string end, CancellationToken cancellationToken) =>
        WaitAsync(() => lines.Select(line => line.Text).FirstOrDefault(text => text.EndsWith(end, StringComparison.Ordinal)), cancellationToken);

    public void Dispose() => fixture.Watchers.TryRemove(this, out _);

    private async Task<T> WaitAsync<T>(Func<T?> find, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (find() is { } found)
                    return found;

                next = more.Task;
            }

            await next.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
        }
    }

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <param name="line"><c>[Function-1.2] text</c>.</param>
    private void Add(string line)
    {
        var end = line.IndexOf("] ", StringComparison.Ordinal);
        if (end < 0 || !functions.TryGetValue(line[1..end].Split('.')[0], out var function))
            return;

        lock (gate)
        {
            lines.Add((function, line[(end + 2)..]));
            more.TrySetResult();
            more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}

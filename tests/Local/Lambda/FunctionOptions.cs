namespace Local.Lambda;

/// <summary>A function: what runs, with what, and within which limits.</summary>
public sealed record FunctionOptions
{
    /// <summary>Letters, digits, hyphens and underscores.</summary>
    public required string Name { get; init; }

    /// <summary>The program that speaks to the Runtime API, and its arguments: <c>dotnet</c>, <c>Ingest.dll</c>.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>The handler's name, which the program finds in <c>_HANDLER</c>; the function's unless given.</summary>
    public string? Handler { get; init; }

    /// <summary>The function's own environment variables.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How many environments, that is processes, there may be at a time: the reserved concurrency.</summary>
    public int MaxEnvironments { get; init; } = 10;

    /// <summary>
    /// Whether an invocation that finds every environment busy is refused with TooManyRequestsException, as on AWS, rather than
    /// made to wait.
    /// </summary>
    public bool ThrottleWhenBusy { get; init; }

    /// <summary>How long one invocation may last before its process is killed. At most 15 minutes on AWS.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a process may take until it asks for its first invocation. 10 seconds on AWS, which has faster disks.</summary>
    public TimeSpan InitTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What the function is told that it has, in MiB; not enforced.</summary>
    public int MemoryMb { get; init; } = 512;
}

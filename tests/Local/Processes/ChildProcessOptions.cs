namespace Local.Processes;

/// <summary>What to run, and how it ends.</summary>
public sealed record ChildProcessOptions
{
    /// <summary>The program's full path, or its name if it is on the PATH; then its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Added to our own environment, less every <c>AWS_</c> variable of the person who runs us.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Ours unless given.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The user to become; needs root. Ourselves unless given.</summary>
    public UnixUser? User { get; init; }

    /// <summary>
    /// What ends it, sent by us when we dispose it and by the kernel when we die ourselves. SIGKILL unless the program has
    /// something to clear up.
    /// </summary>
    public Signal StopSignal { get; init; } = Signal.Kill;

    /// <summary>Receives each line of standard output and standard error, from any thread.</summary>
    public Action<string>? OnLine { get; init; }
}

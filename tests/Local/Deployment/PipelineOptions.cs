namespace Local.Deployment;

/// <summary>How the ingestion is deployed.</summary>
public sealed record PipelineOptions
{
    public required string DatabaseConnection { get; init; }

    /// <summary>More environment variables for every function.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Added to the names of functions and state machine, so that several deployments can live in one cloud.</summary>
    public string Suffix { get; init; } = "";

    /// <summary>The allow-list of catalog tables, separated by commas.</summary>
    public string CatalogTables { get; init; } = "image,audio";

    /// <summary>What a run that a file starts is asked for beside its source, as a JSON object.</summary>
    public string RunDefaults { get; init; } = "{}";

    /// <summary>Where StartIngest finds Step Functions: the cloud's own, unless something stands between.</summary>
    public Uri? StepFunctionsEndpoint { get; init; }

    /// <summary>Processes of one function side by side; what comes beyond waits.</summary>
    public int MaxEnvironments { get; init; } = Math.Max(2, System.Environment.ProcessorCount);

    /// <summary>How long an invocation of LoadShard, MergeTags or UndoIngest may last. The others have 15 minutes.</summary>
    public TimeSpan WorkerTimeout { get; init; } = TimeSpan.FromMinutes(15);
}

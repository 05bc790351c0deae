namespace Local;

/// <summary>What a local cloud is made of.</summary>
public sealed record LocalCloudOptions
{
    /// <summary>Start a PostgreSQL server that goes with the cloud.</summary>
    public bool WithPostgres { get; init; } = true;

    /// <summary>Start Step Functions, which takes a while and Python.</summary>
    public bool WithStepFunctions { get; init; } = true;

    /// <summary>Folder that keeps the buckets; a throw-away one unless given.</summary>
    public string? S3Folder { get; init; }

    /// <summary>Receives what is being done, where it may take a while.</summary>
    public Action<string>? OnProgress { get; init; }

    /// <summary>Receives the lines that functions and servers print.</summary>
    public Action<string>? OnLog { get; init; }
}

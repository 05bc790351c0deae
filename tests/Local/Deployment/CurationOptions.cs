namespace Local.Deployment;

/// <summary>How the functions that decide what is shown are deployed.</summary>
public sealed record CurationOptions
{
    public required string DatabaseConnection { get; init; }

    /// <summary>More environment variables for every function.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Added to the names of functions and state machines, so that several deployments can live in one cloud.</summary>
    public string Suffix { get; init; } = "";

    /// <summary>The allow-list of catalog tables, separated by commas.</summary>
    public string CatalogTables { get; init; } = "image,audio";

    /// <summary>The allow-list of the API's tables, separated by commas.</summary>
    public string ApiTables { get; init; } = "api_image,api_audio";

    /// <summary>development or production.</summary>
    public string Stage { get; init; } = "development";

    /// <summary>How long an invocation may last.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(15);
}

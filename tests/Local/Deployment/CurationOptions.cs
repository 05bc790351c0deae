namespace Local.Deployment;

/// <summary>How the functions that decide what is shown are deployed.</summary>
public sealed record CurationOptions
{
    public required string DatabaseConnection { get; init; }

    /// <summary>More environment variables for every function.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Added to the functions' names, so that several deployments can live in one cloud.</summary>
    public string Suffix { get; init; } = "";

    /// <summary>The catalog tables of which tags are shown, separated by commas.</summary>
    public string CatalogTables { get; init; } = "image,audio";

    /// <summary>The API's tables that a refresh may write to, separated by commas.</summary>
    public string ApiTables { get; init; } = "api_image,api_audio";

    /// <summary>Whether lists must have been reviewed: development or production.</summary>
    public string Stage { get; init; } = "development";

    /// <summary>How long one invocation may last.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(15);
}

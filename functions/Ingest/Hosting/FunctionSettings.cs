using Ingest.Settings;

namespace Ingest.Hosting;

/// <summary>How a function is configured: its environment variables, read once.</summary>
internal static class FunctionSettings
{
    /// <summary>Which of the executable's functions this one is.</summary>
    public static string Handler => Required("FUNCTION_HANDLER");

    /// <summary>Connection string of the catalog database, in Npgsql's form.</summary>
    public static string DatabaseConnection => Required("DATABASE_CONNECTION");

    /// <summary>Where the database's password comes from; the connection string unless it is said otherwise.</summary>
    public static string DatabaseCredentials =>
        Environment.GetEnvironmentVariable("DATABASE_CREDENTIALS") is { Length: > 0 } value ? value : "connection";

    /// <summary>Catalog tables that a run may name, separated by commas.</summary>
    public static IReadOnlyList<string> CatalogTables =>
        Required("CATALOG_TABLES").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Bucket that takes rejected lines and reports.</summary>
    public static string ResultsBucket => Required("RESULTS_BUCKET");

    /// <summary>State machine that a file starts.</summary>
    public static string StateMachineArn => Required("STATE_MACHINE_ARN");

    /// <summary>What such a run is asked for beside its source, as JSON.</summary>
    public static string RunDefaults => Environment.GetEnvironmentVariable("INGEST_DEFAULTS") is { Length: > 0 } value ? value : "{}";

    private static string Required(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? value
            : throw new InvalidSettings($"The function has no environment variable {name}.");
}

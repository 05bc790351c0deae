using Hosting;

namespace Ingest.Hosting;

/// <summary>How a function is configured: its environment variables, read once.</summary>
internal static class FunctionSettings
{
    /// <summary>Which of the executable's functions this one is.</summary>
    public static string Handler => EnvironmentVariable.Required("FUNCTION_HANDLER");

    /// <summary>Catalog tables that a run may name, separated by commas.</summary>
    public static IReadOnlyList<string> CatalogTables =>
        EnvironmentVariable.Required("CATALOG_TABLES").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Bucket that takes rejected lines and reports.</summary>
    public static string ResultsBucket => EnvironmentVariable.Required("RESULTS_BUCKET");

    /// <summary>State machine that a file starts.</summary>
    public static string StateMachineArn => EnvironmentVariable.Required("STATE_MACHINE_ARN");

    /// <summary>What such a run is asked for beside its source, as JSON.</summary>
    public static string RunDefaults => EnvironmentVariable.Optional("INGEST_DEFAULTS") ?? "{}";
}

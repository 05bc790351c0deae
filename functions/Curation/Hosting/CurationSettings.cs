using Hosting;
using Hosting.Settings;

namespace Curation.Hosting;

/// <summary>How these functions are configured: their environment variables.</summary>
internal static class CurationSettings
{
    /// <summary>Which of the executable's functions this one is.</summary>
    public static string Handler => EnvironmentVariable.Required("FUNCTION_HANDLER");

    /// <summary>Catalog tables of which tags are shown.</summary>
    public static IReadOnlyList<string> CatalogTables => Names("CATALOG_TABLES");

    /// <summary>Tables of the API that a refresh may write to.</summary>
    public static IReadOnlyList<string> ApiTables => Names("API_TABLES");

    /// <summary>Bucket that takes inventories.</summary>
    public static string ResultsBucket => EnvironmentVariable.Required("RESULTS_BUCKET");

    /// <summary>Whether what is published is what people see.</summary>
    public static bool IsProduction => EnvironmentVariable.Required("POLICY_STAGE") switch
    {
        "production" => true,
        "development" => false,
        var other => throw new InvalidSettings($"POLICY_STAGE is '{other}'; allowed is development or production."),
    };

    /// <summary>Names separated by commas.</summary>
    private static string[] Names(string variable) =>
        EnvironmentVariable.Required(variable).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

using Local.Lambda;

namespace Local.Deployment;

/// <summary>The functions that decide what is shown, as they would be deployed, and the real state machine definitions that call them.</summary>
public sealed class CurationFunctions : IAsyncDisposable
{
    public const string ResultsBucket = "results";

    private readonly LocalCloud cloud;
    private readonly string suffix;

    private CurationFunctions(LocalCloud cloud, string suffix, StateMachine refresh)
    {
        this.cloud = cloud;
        this.suffix = suffix;
        Refresh = refresh;
    }

    /// <summary>The functions, in the order in which curators have need of them.</summary>
    public static IReadOnlyList<string> Functions { get; } = ["PublishPolicy", "RefreshSurfaced", "InventoryTags"];

    /// <summary>refresh-surfaced.</summary>
    public StateMachine Refresh { get; }

    public static async Task<CurationFunctions> DeployAsync(LocalCloud cloud, CurationOptions options, CancellationToken cancellationToken)
    {
        cloud.S3.CreateBucket(ResultsBucket);
        foreach (var function in Functions)
        {
            cloud.Lambda.AddFunction(new FunctionOptions
            {
                Name = function + options.Suffix,
                Command = ["dotnet", FunctionAssembly.PathOf("Curation")],
                Environment = new Dictionary<string, string>(options.Environment, StringComparer.Ordinal)
                {
                    ["FUNCTION_HANDLER"] = function,
                    ["DATABASE_CONNECTION"] = options.DatabaseConnection,
                    ["CATALOG_TABLES"] = options.CatalogTables,
                    ["API_TABLES"] = options.ApiTables,
                    ["RESULTS_BUCKET"] = ResultsBucket,
                    ["STAGE"] = options.Stage,
                    ["AWS_ENDPOINT_URL_S3"] = cloud.S3.ServiceUrl.ToString(),
                },
                MaxEnvironments = 2,
                Timeout = options.Timeout,
            });
        }

        var refresh = await StateMachine.CreateAsync(cloud, "refresh-surfaced", Functions, options.Suffix, cancellationToken);
        return new CurationFunctions(cloud, options.Suffix, refresh);
    }

    /// <summary>The name under which one of the functions was deployed.</summary>
    public string NameOf(string function) => function + suffix;

    /// <summary>Takes the functions away again.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var function in Functions)
            await cloud.Lambda.RemoveFunctionAsync(NameOf(function));
    }
}

using Local.Lambda;

namespace Local.Deployment;

/// <summary>The functions that decide what is shown, as they would be deployed.</summary>
public sealed class CurationFunctions : IAsyncDisposable
{
    public const string ResultsBucket = "inventories";

    private readonly LocalCloud cloud;
    private readonly string suffix;

    private CurationFunctions(LocalCloud cloud, string suffix)
    {
        this.cloud = cloud;
        this.suffix = suffix;
    }

    public static IReadOnlyList<string> Functions { get; } = ["PublishPolicy", "RefreshSurfaced", "InventoryTags"];

    public static CurationFunctions Deploy(LocalCloud cloud, CurationOptions options)
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
                    ["POLICY_STAGE"] = options.Stage,
                    ["AWS_ENDPOINT_URL_S3"] = cloud.S3.ServiceUrl.ToString(),
                },
                MaxEnvironments = 2,
                Timeout = options.Timeout,
            });
        }

        return new CurationFunctions(cloud, options.Suffix);
    }

    /// <summary>The name under which one of the functions was deployed.</summary>
    public string NameOf(string function) => function + suffix;

    /// <summary>Deploys one of the real state machine definitions that call the functions.</summary>
    /// <param name="name">refresh-surfaced or inventory-tags.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<StateMachine> CreateStateMachineAsync(string name, CancellationToken cancellationToken) =>
        StateMachine.CreateAsync(cloud, name, Functions, suffix, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var function in Functions)
            await cloud.Lambda.RemoveFunctionAsync(NameOf(function));
    }
}

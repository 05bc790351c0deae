using System.Text;
using System.Text.Json.Nodes;
using Catalog.Schema;
using Local;
using Local.Lambda;
using Local.Postgres;
using Local.S3;
using Local.SampleCatalog;
using Npgsql;

namespace Benchmarks.Cloud;

/// <summary>S3, Lambda and PostgreSQL on loopback, and a catalog without images.</summary>
internal sealed class BenchmarkCloud : IAsyncDisposable
{
    private const string ResultsBucket = "results";

    private readonly LocalCloud cloud;
    private readonly PostgresServer server;
    private readonly string assembly;

    private BenchmarkCloud(LocalCloud cloud, PostgresServer server, NpgsqlDataSource database, ServerFolder folder, string assembly)
    {
        this.assembly = assembly;
        this.cloud = cloud;
        this.server = server;
        Database = database;
        ServerFolder = folder;
    }

    public NpgsqlDataSource Database { get; }

    public ServerFolder ServerFolder { get; }

    public LambdaEndpoint Lambda => cloud.Lambda;

    public S3Endpoint S3 => cloud.S3;

    public static async Task<BenchmarkCloud> StartAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var assembly = await PublishedExecutable.PublishAsync(Repository.Find(), "Ingest", readyToRun: true, options, cancellationToken);
        options.Progress("Starting PostgreSQL, S3 and Lambda");
        var parts = new LocalCloudOptions { WithPostgres = false, WithStepFunctions = false };
        var cloud = await LocalCloud.StartAsync(parts, cancellationToken);
        PostgresServer? server = null;
        try
        {
            // A vacuum that starts in one contestant's turn and not in the other's would decide between them.
            var usual = new PostgresOptions();
            var settings = new Dictionary<string, string>(usual.Settings, StringComparer.Ordinal) { ["autovacuum"] = "off" };
            server = await PostgresServer.StartAsync(usual with { Settings = settings, OnProgress = options.Progress }, cancellationToken);
            var database = NpgsqlDataSource.Create(server.ConnectionString);
            await MediaTables.CreateIfMissingAsync(database, cancellationToken);
            await CatalogSchema.EnsureAsync(database, cancellationToken);
            cloud.S3.CreateBucket(ResultsBucket);
            return new BenchmarkCloud(cloud, server, database, await ServerFolder.FindAsync(database, cancellationToken), assembly);
        }
        catch
        {
            if (server is not null)
                await server.DisposeAsync();

            await cloud.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds one of the pipeline's functions, published as for Lambda.</summary>
    /// <param name="name">Its name; the part before a hyphen is that of the handler.</param>
    /// <param name="processes">How many there may be side by side.</param>
    /// <param name="executable">Another one than the pipeline's.</param>
    public void AddFunction(string name, int processes, string? executable = null) =>
        cloud.Lambda.AddFunction(new FunctionOptions
        {
            Name = name,
            Command = ["dotnet", executable ?? assembly],
            Environment = EnvironmentOf(name.Split('-')[0]),
            MaxEnvironments = processes,
        });

    /// <summary>Invokes a function that is expected to answer.</summary>
    public async Task<JsonNode> CallAsync(string function, JsonObject request, CancellationToken cancellationToken)
    {
        var result = await cloud.Lambda.InvokeAsync(function, Encoding.UTF8.GetBytes(request.ToJsonString()), cancellationToken);
        var answer = JsonNode.Parse(result.Payload.Span)!;
        return result.IsError ? throw new InvalidOperationException($"{function} failed: {answer.ToJsonString()}") : answer;
    }

    public async ValueTask DisposeAsync()
    {
        await cloud.DisposeAsync();
        await Database.DisposeAsync();
        await server.DisposeAsync();
    }

    /// <summary>What any of the functions asks for; each takes its own.</summary>
    private Dictionary<string, string> EnvironmentOf(string handler) => new(StringComparer.Ordinal)
    {
        ["FUNCTION_HANDLER"] = handler,
        ["DATABASE_CONNECTION"] = server.ConnectionString,
        ["CATALOG_TABLES"] = "image",
        ["API_TABLES"] = "api_image",
        ["POLICY_STAGE"] = "development",
        ["RESULTS_BUCKET"] = ResultsBucket,
        ["STATE_MACHINE_ARN"] = "arn:aws:states:us-east-1:123456789012:stateMachine:ingest-labels",
        ["AWS_ENDPOINT_URL_S3"] = cloud.S3.ServiceUrl.ToString(),
    };
}

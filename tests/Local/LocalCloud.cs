using Amazon.Runtime;
using Amazon.StepFunctions;
using Local.Lambda;
using Local.Postgres;
using Local.Processes;
using Local.S3;
using Local.StepFunctions;

namespace Local;

/// <summary>
/// Everything that the pipeline needs, on loopback: S3 and Lambda in this process, Step Functions and PostgreSQL in processes of their
/// own. Nothing of it outlives this object.
/// </summary>
public sealed class LocalCloud : IAsyncDisposable
{
    /// <summary>What is to be disposed of, the latest first: those that call before those that are called.</summary>
    private readonly Stack<IAsyncDisposable> parts = new();

    private readonly ThrowawayFolder folder = ThrowawayFolder.Create("cloud");
    private PostgresServer? postgres;
    private S3Endpoint? s3;
    private LambdaEndpoint? lambda;
    private StepFunctionsServer? stepFunctionsServer;
    private AmazonStepFunctionsClient? stepFunctions;

    private LocalCloud()
    {
    }

    public S3Endpoint S3 => Started(s3);

    public LambdaEndpoint Lambda => Started(lambda);

    public IAmazonStepFunctions StepFunctions => Started(stepFunctions);

    /// <summary>Where Step Functions listens, for other clients.</summary>
    public Uri StepFunctionsEndpoint => Started(stepFunctionsServer).Endpoint;

    /// <summary>The throw-away server.</summary>
    /// <exception cref="InvalidOperationException">The cloud was started without one.</exception>
    public PostgresServer Postgres => Started(postgres);

    /// <exception cref="MissingPrerequisiteException">Something that the cloud needs is not installed and cannot be.</exception>
    public static async Task<LocalCloud> StartAsync(LocalCloudOptions options, CancellationToken cancellationToken)
    {
        var cloud = new LocalCloud();
        try
        {
            await cloud.StartPartsAsync(options, cancellationToken);
            return cloud;
        }
        catch
        {
            await cloud.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        stepFunctions?.Dispose();
        while (parts.TryPop(out var part))
            await part.DisposeAsync();

        folder.Dispose();
    }

    private async Task StartPartsAsync(LocalCloudOptions options, CancellationToken cancellationToken)
    {
        // The two that are slow start side by side.
        var starting = options.WithPostgres ? StartPostgresAsync(options, cancellationToken) : Task.CompletedTask;
        try
        {
            s3 = await S3Endpoint.StartAsync(options.S3Folder ?? Path.Combine(folder.Path, "s3"), cancellationToken);
            parts.Push(s3);
            lambda = await LambdaEndpoint.StartAsync(options.OnLog, cancellationToken);
            parts.Push(lambda);
            if (options.WithStepFunctions)
                await StartStepFunctionsAsync(lambda.Port, options, cancellationToken);
        }
        finally
        {
            await starting;
        }
    }

    private async Task StartStepFunctionsAsync(int lambdaPort, LocalCloudOptions options, CancellationToken cancellationToken)
    {
        stepFunctionsServer = await StepFunctionsServer.StartAsync(lambdaPort, options.OnLog, cancellationToken);
        parts.Push(stepFunctionsServer);
        stepFunctions = new AmazonStepFunctionsClient(
            new BasicAWSCredentials("local", "local"),
            new AmazonStepFunctionsConfig { ServiceURL = StepFunctionsEndpoint.ToString(), AuthenticationRegion = FunctionName.Region });
    }

    private async Task StartPostgresAsync(LocalCloudOptions options, CancellationToken cancellationToken)
    {
        postgres = await PostgresServer.StartAsync(new PostgresOptions { OnProgress = options.OnProgress }, cancellationToken);
        lock (parts)
            parts.Push(postgres);
    }

    private static T Started<T>(T? part) => part ?? throw new InvalidOperationException($"The cloud was started without {typeof(T).Name}.");
}

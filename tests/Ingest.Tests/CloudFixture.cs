using System.Collections.Concurrent;
using Local;
using Local.Deployment;
using Local.Processes;
using Local.SampleCatalog;
using Npgsql;

[assembly: AssemblyFixture(typeof(IngestTests.CloudFixture))]

namespace IngestTests;

/// <summary>One local cloud for all tests of an assembly; each test deploys the pipeline with a database of its own.</summary>
public sealed class CloudFixture : IAsyncLifetime
{
    private readonly ThrowawayFolder files = ThrowawayFolder.Create("tests");
    private LocalCloud? cloud;
    private int deployments;

    public LocalCloud Cloud => cloud ?? throw new InvalidOperationException("The cloud has not been started.");

    /// <summary>What functions and servers have printed.</summary>
    public LogWatch Log { get; } = new();

    /// <summary>Receive the lines as they are printed.</summary>
    public ConcurrentDictionary<object, Action<string>> Watchers { get; } = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        cloud = await LocalCloud.StartAsync(new LocalCloudOptions { OnLog = OnLog }, Cancellation);

    public async Task<TestDeployment> DeployAsync(Func<PipelineOptions, PipelineOptions>? configure = null)
    {
        var number = Interlocked.Increment(ref deployments);
        var connection = await Cloud.Postgres.CreateDatabaseAsync($"test_{number}", cancellationToken: Cancellation);
        var database = NpgsqlDataSource.Create(connection);
        await MediaTables.CreateIfMissingAsync(database, Cancellation);

        var options = new PipelineOptions { DatabaseConnection = connection, Suffix = $"-{number}" };
        var pipeline = await IngestPipeline.DeployAsync(Cloud, configure?.Invoke(options) ?? options, Cancellation);
        return new TestDeployment(Cloud, pipeline, database, $"labels-{number}", Directory.CreateDirectory(Path.Combine(files.Path, $"{number}")));
    }

    public async ValueTask DisposeAsync()
    {
        if (cloud is not null)
            await cloud.DisposeAsync();

        files.Dispose();
    }

    private void OnLog(string line)
    {
        TestContext.Current.SendDiagnosticMessage(line);
        Log.Add(line);
        foreach (var watcher in Watchers.Values)
            watcher(line);
    }
}

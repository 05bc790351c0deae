using System.Text.Json.Nodes;
using Catalog.Schema;
using IngestTests;
using Local.Deployment;
using Local.Generate;
using Local.Postgres;
using Local.Processes;
using Local.SampleCatalog;
using Npgsql;

namespace StateMachineTests.Faults;

/// <summary>Tests that strike the same cloud, one after the other.</summary>
[CollectionDefinition(nameof(FaultScene))]
public sealed class FaultSceneDefinition : ICollectionFixture<FaultScene>;

/// <summary>
/// What all faults have in common: a label file, a catalog with most of its images and some of their tags, and what becomes of it in a
/// run that nothing disturbs.
/// </summary>
public sealed class FaultScene(CloudFixture fixture) : IAsyncLifetime
{
    /// <summary>Name of the label file in the bucket of each deployment.</summary>
    public const string Key = "labels.jsonl";

    private const string Template = "faults";
    private const long Records = 2_000;

    private readonly ThrowawayFolder files = ThrowawayFolder.Create("tests");
    private int deployments;

    public Local.LocalCloud Cloud => fixture.Cloud;

    /// <summary>The label file: some 4 MB, with duplicates and with lines that cannot be read.</summary>
    public string LabelFile => Path.Combine(files.Path, Key);

    /// <summary>The catalog after a run that nothing disturbed.</summary>
    public string ReferenceDigest { get; private set; } = "";

    /// <summary>How many rows such a run stages.</summary>
    public long ReferenceStaged { get; private set; }

    /// <summary>What is in the label file, from one plain pass over it.</summary>
    public byte[] ReferenceStatistics { get; private set; } = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Settings that make enough pieces of so small a file for something to happen between them.</summary>
    public static JsonObject SmallPieces() =>
        new() { ["shardBytes"] = 400_000, ["batchRows"] = 50, ["loadConcurrency"] = 2, ["rejectTolerance"] = 0.01 };

    public async ValueTask InitializeAsync()
    {
        await using (var file = new FileStream(LabelFile, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            await LabelFileGenerator.WriteAsync(
                file, new GenerateOptions { Records = Records, DuplicateShare = 0.05, BadLines = 4 }, progress: null, Cancellation);
        }

        ReferenceStatistics = (await PlainStatistics.OfAsync(LabelFile, Cancellation)).ToBytes();
        await FillAsync(await Cloud.Postgres.CreateDatabaseAsync(Template, cancellationToken: Cancellation));
        await using var undisturbed = await DeployAsync();
        var runId = undisturbed.NewRunId();
        var outcome = await undisturbed.RunAsync(runId, undisturbed.Source(), SmallPieces());
        Assert.True(outcome.Succeeded, $"{outcome.Error}: {outcome.Message}");
        ReferenceDigest = await undisturbed.TagsDigestAsync();
        ReferenceStaged = await undisturbed.StagedAsync(runId);
    }

    /// <summary>Deploys the pipeline with a catalog of its own that no run has touched yet.</summary>
    /// <param name="workerTimeout">How long an invocation of a worker may last; 15 minutes unless given.</param>
    /// <param name="server">Where the catalog is; the cloud's unless given.</param>
    public async Task<TestDeployment> DeployAsync(TimeSpan? workerTimeout = null, PostgresServer? server = null)
    {
        var name = $"faults-{Interlocked.Increment(ref deployments)}";
        var connection = server is null
            ? await Cloud.Postgres.CreateDatabaseAsync(name, Template, Cancellation)
            : await server.CreateDatabaseAsync(name, cancellationToken: Cancellation);
        if (server is not null)
            await FillAsync(connection);

        var options = new PipelineOptions
        {
            DatabaseConnection = connection,
            Suffix = $"-{name}",

            // Enough for second workers to run beside the first ones.
            MaxEnvironments = 4,
            WorkerTimeout = workerTimeout ?? TimeSpan.FromMinutes(15),
        };
        var pipeline = await IngestPipeline.DeployAsync(Cloud, options, Cancellation);
        Cloud.S3.MapFile(name, Key, LabelFile);

        // Without a pool, whose connections would be broken after a crash of the server.
        var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Pooling = server is null });
        return new TestDeployment(Cloud, pipeline, database, name, Directory.CreateDirectory(Path.Combine(files.Path, name)));
    }

    public ValueTask DisposeAsync()
    {
        files.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task FillAsync(string connection)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        await MediaTables.CreateIfMissingAsync(database, Cancellation);
        await CatalogSchema.EnsureAsync(database, Cancellation);
        await SampleImages.AddAsync(database, "image", LabelFile, share: 0.95, Cancellation);
    }
}

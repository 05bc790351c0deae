using Local.Deployment;
using Local.Generate;
using Local.Processes;
using Local.SampleCatalog;
using Npgsql;

namespace Local.Commands;

/// <summary>A cloud with the pipeline deployed, a small label file at <see cref="Source"/>, and a catalog of its images.</summary>
internal sealed class SampleCloud : IAsyncDisposable
{
    public const string Bucket = "labels";

    public const string Key = "sample.jsonl";

    public const string Source = $"s3://{Bucket}/{Key}";

    private const long Records = 1_000;

    private readonly ThrowawayFolder folder = ThrowawayFolder.Create("sample");
    private LocalCloud? cloud;
    private IngestPipeline? pipeline;

    private SampleCloud()
    {
    }

    public LocalCloud Cloud => cloud!;

    public IngestPipeline Pipeline => pipeline!;

    public string DatabaseConnection { get; private set; } = "";

    /// <param name="database">Connection string of a database to use instead of a throw-away one.</param>
    /// <param name="onLog">Receives what the functions log.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SampleCloud> StartAsync(string? database, Action<string>? onLog, CancellationToken cancellationToken)
    {
        var sample = new SampleCloud();
        try
        {
            sample.cloud = await LocalCloud.StartAsync(
                new LocalCloudOptions { WithPostgres = database is null, OnLog = onLog, OnProgress = Console.Error.WriteLine }, cancellationToken);
            sample.DatabaseConnection = database ?? sample.Cloud.Postgres.ConnectionString;
            await sample.FillAsync(cancellationToken);
            sample.pipeline = await IngestPipeline.DeployAsync(
                sample.Cloud, new PipelineOptions { DatabaseConnection = sample.DatabaseConnection }, cancellationToken);
            return sample;
        }
        catch
        {
            await sample.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (cloud is not null)
            await cloud.DisposeAsync();

        folder.Dispose();
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder.Path, Key);
        await using (var file = File.Create(path))
            await LabelFileGenerator.WriteAsync(file, new GenerateOptions { Records = Records }, progress: null, cancellationToken);

        Cloud.S3.MapFile(Bucket, Key, path);
        await using var database = NpgsqlDataSource.Create(DatabaseConnection);
        if (await MediaTables.CreateIfMissingAsync(database, cancellationToken))
            await SampleImages.AddAsync(database, "image", path, share: 1, cancellationToken);
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Catalog.Runs;
using Local.Deployment;
using Local.SampleCatalog;
using Npgsql;
using Spectre.Console;

namespace Local.Commands;

/// <summary>One label file through the whole pipeline: brings the cloud up, runs the state machine, tells what became of the file.</summary>
internal sealed class IngestSession(IngestRequest request)
{
    private const string SourceBucket = "labels";

    private static readonly JsonSerializerOptions Web = JsonSerializerOptions.Web;

    /// <param name="file">Path of the label file.</param>
    /// <param name="imagesShare">Share of its images that a catalog of our own is given, 0 to 1.</param>
    /// <param name="cancellationToken">Stops everything.</param>
    /// <returns>The program's exit code.</returns>
    public async Task<int> RunAsync(string file, double imagesShare, CancellationToken cancellationToken)
    {
        Say("Starting PostgreSQL, Step Functions, S3 and Lambda …");
        await using var cloud = await LocalCloud.StartAsync(
            new LocalCloudOptions
            {
                WithPostgres = request.Database is null,
                S3Folder = request.ResultsFolder,
                OnProgress = Say,
                OnLog = request.Verbose ? Console.Error.WriteLine : null,
            },
            cancellationToken);
        var connection = request.Database ?? cloud.Postgres.ConnectionString;
        await using var database = NpgsqlDataSource.Create(connection);
        await FillCatalogAsync(database, file, imagesShare, cancellationToken);

        var key = Path.GetFileName(file);
        cloud.S3.MapFile(SourceBucket, key, file);
        var pipeline = await IngestPipeline.DeployAsync(
            cloud, new PipelineOptions { DatabaseConnection = connection }, cancellationToken);

        var runId = string.Create(CultureInfo.InvariantCulture, $"local-{DateTime.UtcNow:yyyyMMdd-HHmmss}-{Random.Shared.Next(0x10000):x4}");
        var input = (JsonObject)request.Settings.DeepClone();
        input["source"] = $"s3://{SourceBucket}/{key}";
        var outcome = await WatchAsync(pipeline.RunAsync(runId, input, cancellationToken), database, runId, cancellationToken);
        return outcome.Succeeded
            ? await ShowAsync(outcome, cloud, database, file, cancellationToken)
            : ShowFailure(outcome, runId);
    }

    private async Task FillCatalogAsync(NpgsqlDataSource database, string file, double imagesShare, CancellationToken cancellationToken)
    {
        if (!await MediaTables.CreateIfMissingAsync(database, cancellationToken))
            return;

        Say("Filling a sample catalog with the images of the file …");
        var table = (string?)request.Settings["table"] == "audio" ? "audio" : "image";
        var added = await SampleImages.AddAsync(database, table, file, imagesShare, cancellationToken);
        Say($"{Screen.Count(added)} images are in the catalog.");
    }

    private Task<ExecutionOutcome> WatchAsync(
        Task<ExecutionOutcome> run, NpgsqlDataSource database, string runId, CancellationToken cancellationToken) =>
        request.Json || Console.IsOutputRedirected ? run : new ProgressView(database, runId).WatchAsync(run, cancellationToken);

    private async Task<int> ShowAsync(
        ExecutionOutcome outcome, LocalCloud cloud, NpgsqlDataSource database, string file, CancellationToken cancellationToken)
    {
        if (request.Json)
        {
            Console.WriteLine(outcome.Output);
            return 0;
        }

        var summary = JsonSerializer.Deserialize<RunSummary>(outcome.Output!, Web)!;
        SummaryView.Show(summary, Path.GetFileName(file), cloud.Lambda.PeakResidentBytes("LoadShard"));
        if (summary.Estimate is { } estimate)
            EstimateView.Show(estimate);

        var report = new StoredReport(cloud.S3, summary.RunId);
        if (await report.StatisticsAsync(cancellationToken) is { } statistics)
            StatisticsView.Show(statistics);

        await RejectsView.ShowAsync(database, cloud.S3, IngestPipeline.ResultsBucket, summary.RunId, cancellationToken);
        AnsiConsole.WriteLine();
        await Console.Out.WriteLineAsync($"Report: {await report.KeepPageAsync(cancellationToken)}");
        return 0;
    }

    private int ShowFailure(ExecutionOutcome outcome, string runId)
    {
        if (request.Json)
            Console.WriteLine(JsonSerializer.Serialize(new { runId, outcome.Error, outcome.Message }, Web));

        return Screen.Fail(
            $"The execution failed with {outcome.Error}: {outcome.Message}" + (request.Verbose ? "" : " (--verbose shows what the functions log)"));
    }

    private void Say(string text)
    {
        if (!request.Json)
            Screen.Say(text);
    }
}

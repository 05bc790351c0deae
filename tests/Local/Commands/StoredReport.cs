using System.Text.Json;
using Labels.Statistics;
using Local.Deployment;
using Local.S3;

namespace Local.Commands;

/// <summary>The report of a run, as FinishIngest left it in the results bucket.</summary>
internal sealed class StoredReport(S3Endpoint s3, string runId)
{
    /// <returns>What is in the label file; null where that was not counted.</returns>
    public async Task<StatisticsReport?> StatisticsAsync(CancellationToken cancellationToken)
    {
        await using var file = Open("json");
        using var report = await JsonDocument.ParseAsync(file, cancellationToken: cancellationToken);
        return report.RootElement.GetProperty("statistics").Deserialize<StatisticsReport>(JsonSerializerOptions.Web);
    }

    /// <summary>Copies the page to where it stays when the cloud goes.</summary>
    /// <returns>Its path.</returns>
    public async Task<string> KeepPageAsync(CancellationToken cancellationToken)
    {
        // A folder of its own with a name of its own: in a directory that others may write to, no name is safe that they can guess.
        var path = Path.Combine(Directory.CreateTempSubdirectory("label-report-").FullName, $"{runId}.html");
        await using var page = Open("html");
        await using var copy = File.Create(path);
        await page.CopyToAsync(copy, cancellationToken);
        return path;
    }

    private Stream Open(string extension) => s3.OpenRead(IngestPipeline.ResultsBucket, $"reports/{runId}.{extension}");
}

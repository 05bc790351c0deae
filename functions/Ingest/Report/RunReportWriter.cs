using System.Text.Json;
using Amazon.S3;
using Hosting.Settings;
using Hosting.Storage;
using Ingest.Hosting;

namespace Ingest.Report;

/// <summary>Keeps reports in the results bucket: one object for programs, one for people. Written again, they are replaced by the same.</summary>
internal sealed class RunReportWriter(IAmazonS3 s3, string bucket)
{
    /// <returns>The one for people.</returns>
    /// <exception cref="InvalidSettings">There is no such bucket, or the function may not write to it.</exception>
    public async Task<ObjectLocation> WriteAsync(RunReport report, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(report, IngestJsonContext.Default.RunReport);
        await SaveAsync(Location(report, "json"), json, "application/json", cancellationToken);
        var page = Location(report, "html");
        await SaveAsync(page, RunPage.Of(report).ToUtf8(), "text/html; charset=utf-8", cancellationToken);
        return page;
    }

    /// <summary>Execution names are letters, digits, hyphens, underscores and points (PlanShards sees to it), so they are good for a key.</summary>
    private ObjectLocation Location(RunReport report, string extension) => new(bucket, $"reports/{report.Summary.RunId}.{extension}");

    private async Task SaveAsync(ObjectLocation location, byte[] content, string contentType, CancellationToken cancellationToken)
    {
        using var file = new MemoryStream(content, writable: false);
        await S3Objects.SaveAsync(s3, location, file, contentType, cancellationToken);
    }
}

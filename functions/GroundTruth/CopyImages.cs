using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.S3;
using GroundTruth.Files;
using GroundTruth.Hosting;
using GroundTruth.Images;
using GroundTruth.Images.Products;
using GroundTruth.Images.Web;
using Hosting;
using Hosting.Settings;
using Hosting.Storage;

namespace GroundTruth;

/// <summary>Brings the images of a file of products from the web to S3, where a labelling job can show them.</summary>
internal sealed class CopyImages(IAmazonS3 s3, PublicWeb web)
{
    /// <exception cref="InvalidSettings">The request is not what it must be.</exception>
    /// <exception cref="SourceNotFound">There is no such file.</exception>
    /// <exception cref="UnreadableSpreadsheet">The file as a whole is not CSV, or lacks a column that is needed.</exception>
    /// <exception cref="OutputTooLarge">The function's temporary storage is full.</exception>
    public async Task<CopySummary> HandleAsync(JsonElement request, Deadline deadline, ILambdaLogger logger, InvocationMetrics metrics)
    {
        var asked = CopyRequest.Read(request);
        metrics.Note("source", asked.Source);

        using var source = await DownloadAsync(asked.Source, deadline.Token);
        using var products = await ProductFile.OpenAsync(asked, source.Read(), deadline.Token);
        var stored = await StoredImages.ListAsync(s3, asked.Images, deadline.Token);
        var failures = await UnfinishedCopy.ReadAsync(s3, asked.Unfinished, deadline.Token);
        var wasUnfinished = failures.Count > 0;

        await using var fetcher = new PatientFetcher(web, asked, deadline);
        var copier = new ImageCopier(s3, asked, fetcher, web.Allowed, stored, failures);
        using var report = new CopyReport(asked, products, failures);
        await CopyLoop.RunAsync(products, copier, report, deadline);
        metrics.Add(GroundTruthMetric.ImagesCopied, report.Copied);
        metrics.Add(GroundTruthMetric.ImagesFailed, report.Failed);

        await SaveAsync(report, deadline.Token);
        if (!report.IsWhole && failures.Count > 0)
            await UnfinishedCopy.SaveAsync(s3, asked.Unfinished, failures, CancellationToken.None);
        else if (report.IsWhole && wasUnfinished)
            await UnfinishedCopy.ForgetAsync(s3, asked.Unfinished, CancellationToken.None);

        var summary = report.Summary();
        logger.LogInformation(
            "{source}: {rows} products, {copied} images copied, {there} there before, {failed} failed; done: {done}.",
            LogText.Of(asked.Source), summary.Rows, summary.Copied, summary.AlreadyThere, report.Failed, summary.Done);
        return summary;
    }

    /// <summary>As a whole, and before any image: S3 hangs up on those who take an hour to read a file.</summary>
    private async Task<TemporaryFile> DownloadAsync(ObjectLocation location, CancellationToken cancellationToken)
    {
        await using var content = await S3Objects.OpenAsync(s3, location, cancellationToken);
        var file = new TemporaryFile();
        try
        {
            await file.CopyFromAsync(content, cancellationToken);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Lists of everything or none.</summary>
    private async Task SaveAsync(CopyReport report, CancellationToken cancellationToken)
    {
        if (!report.IsWhole)
            return;

        try
        {
            await report.SaveAsync(s3, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The next invocation finds all images in place, and has its whole time for the lists.
            report.Interrupt();
        }
    }
}

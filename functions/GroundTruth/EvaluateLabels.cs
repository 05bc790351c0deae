using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.S3;
using GroundTruth.Evaluation;
using GroundTruth.Hosting;
using GroundTruth.Taxonomy;
using Hosting;
using Hosting.Settings;
using Hosting.Storage;

namespace GroundTruth;

/// <summary>Tells how good a labelling job's labels are and what usable ones cost, as JSON and as a page.</summary>
internal sealed class EvaluateLabels(IAmazonS3 s3)
{
    private static readonly GroundTruthJsonContext Json = new(new JsonSerializerOptions(GroundTruthJsonContext.Default.Options)
    {
        // People read the file too. Whoever puts names of it into a page escapes them there.
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <exception cref="InvalidSettings">The request or the gold standard is not what it must be.</exception>
    /// <exception cref="InvalidTaxonomy">The taxonomy is no tree of categories.</exception>
    /// <exception cref="SourceNotFound">One of the files does not exist.</exception>
    public async Task<EvaluationSummary> HandleAsync(JsonElement request, Deadline deadline, ILambdaLogger logger, InvocationMetrics metrics)
    {
        var asked = EvaluationRequest.Read(request);
        metrics.Note("source", asked.Source);
        var report = await EvaluateAsync(asked, deadline.Token);
        await SaveAsync(asked.Report, JsonSerializer.SerializeToUtf8Bytes(report, Json.EvaluationReport), "application/json", deadline.Token);
        await SaveAsync(asked.Page, EvaluationPage.Of(report, asked.Source.ToString()).ToUtf8(), "text/html; charset=utf-8", deadline.Token);

        metrics.Add(GroundTruthMetric.Objects, report.Items);
        metrics.Add(GroundTruthMetric.Annotations, report.Annotations);
        metrics.Add(GroundTruthMetric.Unreadable, report.Source.Unreadable + report.Gold.Unreadable + (report.Second?.Unreadable ?? 0));
        logger.LogInformation(
            "{source}: {consensus} of {items} items with consensus, {right} of {judged} right. {page}.",
            asked.Source,
            report.Consensus.Items,
            report.Items,
            report.Accuracy.Right,
            report.Accuracy.Items,
            asked.Page);
        return EvaluationSummary.Of(report, asked);
    }

    private async Task<EvaluationReport> EvaluateAsync(EvaluationRequest asked, CancellationToken cancellationToken)
    {
        var taxonomy = asked.Taxonomy is { } named
            ? await ReadAsync(named, file => CategoryTree.ReadAsync(file, cancellationToken), cancellationToken)
            : null;
        var gold = await ReadAsync(
            asked.Gold, file => GoldStandard.ReadAsync(file, asked.Key, asked.LabelAttribute, cancellationToken), cancellationToken);
        var job = await ReadAsync(
            asked.Source, file => OutputManifest.ReadAsync(file, asked.Key, asked.LabelAttribute, cancellationToken), cancellationToken);
        var second = asked.Second is { } other
            ? await ReadAsync(
                other, file => OutputManifest.ReadAsync(file, asked.Key, asked.SecondLabelAttribute, cancellationToken), cancellationToken)
            : null;
        return EvaluationReport.Of(job, gold, second, asked.Settings with { Taxonomy = taxonomy });
    }

    private async Task<T> ReadAsync<T>(ObjectLocation location, Func<Stream, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var file = await S3Objects.OpenAsync(s3, location, cancellationToken);
        return await read(file);
    }

    private async Task SaveAsync(ObjectLocation location, byte[] content, string contentType, CancellationToken cancellationToken)
    {
        using var file = new MemoryStream(content, writable: false);
        await S3Objects.SaveAsync(s3, location, file, contentType, cancellationToken);
    }
}

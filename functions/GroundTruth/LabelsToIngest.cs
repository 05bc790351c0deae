using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.S3;
using GroundTruth.Hosting;
using GroundTruth.LabelFile;
using GroundTruth.Taxonomy;
using Hosting;
using Hosting.Settings;
using Hosting.Storage;

namespace GroundTruth;

/// <summary>Makes a label file, which the ingestion takes, out of a labelling job's output manifest.</summary>
internal sealed class LabelsToIngest(IAmazonS3 s3)
{
    /// <exception cref="InvalidSettings">The request is not what it must be.</exception>
    /// <exception cref="SourceNotFound">There is no such output manifest, or no such taxonomy.</exception>
    /// <exception cref="InvalidTaxonomy">The taxonomy is no tree of categories.</exception>
    /// <exception cref="NothingToIngest">No line has a label that could be written.</exception>
    /// <exception cref="OutputTooLarge">The label file does not fit the function's temporary storage, or an object in S3.</exception>
    public async Task<LabelFileSummary> HandleAsync(JsonElement request, Deadline deadline, ILambdaLogger logger, InvocationMetrics metrics)
    {
        var asked = LabelFileRequest.Read(request);
        metrics.Note("source", asked.Source);
        var taxonomy = await ReadTaxonomyAsync(asked, deadline.Token);
        var record = new LabelRecordWriter(asked.Options with { Taxonomy = taxonomy });
        var counts = new LabelFileCounts();

        await using var manifest = await S3Objects.OpenAsync(s3, asked.Source, deadline.Token);
        using var labels = new TemporaryFile();
        await foreach (var (line, leftOut) in record.WriteAllAsync(manifest, deadline.Token))
        {
            if (leftOut is { } reason)
            {
                counts.AddLeftOut(line, reason);
                continue;
            }

            labels.WriteLine(record.Text);
            counts.AddRecord(record);
        }

        if (counts.Records == 0)
            throw new NothingToIngest($"{asked.Source} has no label under {asked.Options.LabelAttribute} that can be ingested: {counts}.");

        await labels.SaveAsync(s3, asked.Target, "application/jsonl", deadline.Token);
        var summary = counts.Summary(asked);
        metrics.Add(GroundTruthMetric.Objects, summary.Records);
        metrics.Add(GroundTruthMetric.Rejects, summary.Lines - summary.Records);
        logger.LogInformation(
            "{target}: {records} records from {lines} lines of {source}.", asked.Target, summary.Records, summary.Lines, asked.Source);
        return summary;
    }

    private async Task<CategoryTree?> ReadTaxonomyAsync(LabelFileRequest asked, CancellationToken cancellationToken)
    {
        if (asked.IsTaxonomyPackaged)
            return await CategoryTree.PackagedAsync(cancellationToken);

        if (asked.Taxonomy is not { } location)
            return null;

        await using var content = await S3Objects.OpenAsync(s3, location, cancellationToken);
        return await CategoryTree.ReadAsync(content, cancellationToken);
    }
}

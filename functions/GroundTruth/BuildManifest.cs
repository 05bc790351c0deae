using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.S3;
using GroundTruth.Files;
using GroundTruth.Hosting;
using GroundTruth.Manifest;
using Hosting;
using Hosting.Settings;
using Hosting.Storage;

namespace GroundTruth;

/// <summary>Makes a labelling job's input manifest out of a file of products.</summary>
internal sealed class BuildManifest(IAmazonS3 s3)
{
    private const string JsonLinesType = "application/jsonl";

    /// <exception cref="InvalidSettings">The request is not what it must be.</exception>
    /// <exception cref="SourceNotFound">There is no such file.</exception>
    /// <exception cref="UnreadableSpreadsheet">The file as a whole is not CSV, or lacks a column that is needed.</exception>
    /// <exception cref="InvalidManifest">No product fits, or there are too many.</exception>
    /// <exception cref="OutputTooLarge">The manifest does not fit the function's temporary storage, or an object in S3.</exception>
    public async Task<ManifestSummary> HandleAsync(JsonElement request, Deadline deadline, ILambdaLogger logger, InvocationMetrics metrics)
    {
        var asked = ManifestRequest.Read(request);
        metrics.Note("source", asked.Source);

        await using var content = await S3Objects.OpenAsync(s3, asked.Source, deadline.Token);
        using var manifest = new TemporaryFile();
        using var rejects = new TemporaryFile();
        var builder = new ManifestBuilder(asked.Fields, asked.MaxObjects);
        var products = asked.Format.IsCsv
            ? ProductSheet.ReadAsync(content, asked.Format.Delimiter, asked.Fields, deadline.Token)
            : ProductLines.ReadAsync(content, asked.Fields, deadline.Token);
        await foreach (var product in products)
        {
            if (builder.Add(product) is { } rejected)
                rejects.WriteLine(JsonSerializer.SerializeToUtf8Bytes(rejected, GroundTruthJsonContext.Default.RejectedProduct));
            else
                manifest.WriteLine(builder.Line);
        }

        if (builder.Objects == 0)
            throw new InvalidManifest(NothingFits(asked.Source, builder));

        // Even if it is empty: else the list of an earlier run would stand beside this one's manifest.
        await rejects.SaveAsync(s3, asked.Rejects, JsonLinesType, deadline.Token);

        await manifest.SaveAsync(s3, asked.Target, JsonLinesType, deadline.Token);
        var left = builder.Rejected.Values.Sum();
        metrics.Add(GroundTruthMetric.Objects, builder.Objects);
        metrics.Add(GroundTruthMetric.Rejects, left);
        logger.LogInformation(
            "{target}: {objects} objects from {source}, {rejected} products left out.", asked.Target, builder.Objects, asked.Source, left);
        return new ManifestSummary(
            asked.Target.ToString(), builder.Objects, builder.Rejected, asked.Rejects.ToString(), builder.FirstRejected);
    }

    private static string NothingFits(ObjectLocation source, ManifestBuilder builder) => builder.FirstRejected is [var first, ..]
        ? $"None of the {builder.Rejected.Values.Sum()} products in {source} fits into a manifest. Row {first.Row}: {first.Detail}."
        : $"There is no product in {source}.";
}

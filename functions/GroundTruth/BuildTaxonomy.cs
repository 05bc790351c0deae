using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.S3;
using GroundTruth.Files;
using GroundTruth.Taxonomy;
using Hosting;
using Hosting.Settings;
using Hosting.Storage;

namespace GroundTruth;

/// <summary>Makes the taxonomy that workers choose from, out of a spreadsheet of categories.</summary>
internal sealed class BuildTaxonomy(IAmazonS3 s3)
{
    /// <exception cref="InvalidSettings">The request is not what it must be.</exception>
    /// <exception cref="SourceNotFound">There is no such sheet.</exception>
    /// <exception cref="InvalidTaxonomy">The sheet is no tree of categories.</exception>
    public async Task<TaxonomySummary> HandleAsync(JsonElement request, Deadline deadline, ILambdaLogger logger, InvocationMetrics metrics)
    {
        var input = new InputObject(request, "source", "target", "delimiter");
        var (source, target) = SourceAndTarget.Read(input, "the category sheet", "the taxonomy to be written");
        var delimiter = FileFormat.DelimiterOf(input);
        metrics.Note("source", source);

        await using var sheet = await S3Objects.OpenAsync(s3, source, deadline.Token);
        var tree = await CategorySheet.ReadAsync(sheet, delimiter, deadline.Token);

        using var json = new MemoryStream();
        await tree.WriteAsync(json, deadline.Token);
        await S3Objects.SaveAsync(s3, target, json, "application/json", deadline.Token);

        var leaves = tree.Categories.Count(category => category.Subcategories.Count == 0);
        logger.LogInformation("{target}: {categories} categories from {source}.", target, tree.Categories.Count - 1, source);
        return new TaxonomySummary(target.ToString(), tree.Categories.Count - 1, leaves, tree.Depth());
    }
}

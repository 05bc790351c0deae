using System.Text.Json;
using Amazon.S3;
using GroundTruth.Hosting;
using GroundTruth.Taxonomy;
using Hosting.Settings;
using Hosting.Storage;

namespace GroundTruth.Tasks;

/// <summary>The taxonomy that workers choose from: an object in S3, or the one that is packaged.</summary>
internal sealed class TaxonomySource(IAmazonS3 s3, ObjectLocation? location)
{
    /// <returns>The JSON as it is written: a page of one's own may show more of a category than is checked.</returns>
    /// <exception cref="InvalidSettings">It is no tree of categories.</exception>
    /// <exception cref="SourceNotFound">There is no such object.</exception>
    public async Task<JsonElement> ReadAsync(CancellationToken cancellationToken)
    {
        using var json = new MemoryStream();
        await using (var content = await OpenAsync(cancellationToken))
            await content.CopyToAsync(json, cancellationToken);

        json.Position = 0;
        try
        {
            await CategoryTree.ReadAsync(json, cancellationToken);
        }
        catch (InvalidTaxonomy e)
        {
            throw new InvalidSettings($"TAXONOMY_URI: {location} cannot be used. {e.Message}");
        }

        json.Position = 0;
        return await JsonSerializer.DeserializeAsync(json, GroundTruthJsonContext.Default.JsonElement, cancellationToken);
    }

    private async Task<Stream> OpenAsync(CancellationToken cancellationToken) =>
        location is null ? CategoryTree.OpenPackaged() : await S3Objects.OpenAsync(s3, location, cancellationToken);
}

using System.Text.Json;
using Amazon.S3;
using Hosting.Storage;
using GroundTruth.Hosting;
using Hosting.Settings;

namespace GroundTruth.Tasks;

/// <summary>The taxonomy that workers choose from: an object in S3, or the one that is packaged.</summary>
internal sealed class TaxonomySource(IAmazonS3 s3, ObjectLocation? location)
{
    private const string Packaged = "product-categories.json";

    /// <exception cref="InvalidSettings">It is no JSON array.</exception>
    /// <exception cref="SourceNotFound">There is no such object.</exception>
    public async Task<JsonElement> ReadAsync(CancellationToken cancellationToken)
    {
        await using var content = await OpenAsync(cancellationToken);
        try
        {
            var tree = await JsonSerializer.DeserializeAsync(content, GroundTruthJsonContext.Default.JsonElement, cancellationToken);
            return tree.ValueKind == JsonValueKind.Array ? tree : throw new InvalidSettings($"TAXONOMY: {location} is no JSON array of categories.");
        }
        catch (JsonException e)
        {
            throw new InvalidSettings($"TAXONOMY: {location} is not JSON: {e.Message}");
        }
    }

    private async Task<Stream> OpenAsync(CancellationToken cancellationToken) => location is null
        ? typeof(TaxonomySource).Assembly.GetManifestResourceStream(Packaged)
            ?? throw new InvalidOperationException("The packaged taxonomy is missing from the assembly.")
        : await S3Objects.OpenAsync(s3, location, cancellationToken);
}

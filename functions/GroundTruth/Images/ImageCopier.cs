using Amazon.S3;
using GroundTruth.Images.Products;
using GroundTruth.Images.Web;
using Hosting;
using Hosting.Storage;

namespace GroundTruth.Images;

/// <summary>Copies images, each product's own. Products are to be handed over in the order of their file.</summary>
/// <param name="s3">Where to.</param>
/// <param name="asked">What is wanted.</param>
/// <param name="fetcher">Where from.</param>
/// <param name="allowed">Servers that may be private.</param>
/// <param name="stored">Images that are there already, by the keys of their names.</param>
/// <param name="failures">What is known to fail.</param>
internal sealed class ImageCopier(
    IAmazonS3 s3,
    CopyRequest asked,
    PatientFetcher fetcher,
    AllowedHosts allowed,
    IReadOnlyDictionary<UInt128, ImageType> stored,
    IReadOnlyDictionary<UInt128, string> failures)
{
    /// <summary>Hashes of the ids so far: a million of them are no burden.</summary>
    private readonly HashSet<UInt128> ids = [];

    public Task<CopyOutcome> CopyAsync(ProductRow row, Deadline deadline, CancellationToken cancellationToken)
    {
        if (FlawOf(row) is { } flaw)
            return Task.FromResult<CopyOutcome>(new CopyOutcome.Failed(row, Image: null, flaw));

        if (!ImageUrl.TryParse(row.Url, allowed, out var url))
            return Task.FromResult<CopyOutcome>(new CopyOutcome.Failed(row, Image: null, CopyFailure.BadUrl));

        var image = ImageName.Of(row.Id, row.Url);
        if (stored.TryGetValue(image.Key, out var type))
            return Task.FromResult<CopyOutcome>(new CopyOutcome.Stored(row, image, LocationOf(image, type).ToString(), IsNew: false));

        return failures.TryGetValue(image.Hash, out var reason)
            ? Task.FromResult<CopyOutcome>(new CopyOutcome.Failed(row, image, reason))
            : FetchAsync(row, image, url, deadline, cancellationToken);
    }

    /// <summary>The first row with an id has it, whatever becomes of its image: else the outcome would hang on which server was up.</summary>
    private string? FlawOf(ProductRow row) => row switch
    {
        { IsReadable: false } => CopyFailure.UnreadableRow,
        { Id: "" } => CopyFailure.NoId,
        _ when !ids.Add(ImageName.HashOf(row.Id)) => CopyFailure.DuplicateId,
        { Url: "" } => CopyFailure.NoUrl,
        _ => null,
    };

    private async Task<CopyOutcome> FetchAsync(
        ProductRow row, ImageName image, Uri url, Deadline deadline, CancellationToken cancellationToken)
    {
        try
        {
            return await StoreAsync(row, image, url, cancellationToken);
        }
        catch (ImageNotFetched e)
        {
            return new CopyOutcome.Failed(row, image, e.Reason);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested || deadline.IsNear)
        {
            return new CopyOutcome.Unfinished(row, image);
        }
    }

    private async Task<CopyOutcome> StoreAsync(ProductRow row, ImageName image, Uri url, CancellationToken cancellationToken)
    {
        using var fetched = await fetcher.FetchAsync(url, cancellationToken);
        var location = LocationOf(image, fetched.Type);
        await fetched.File.SaveAsync(s3, location, fetched.Type.MediaType, cancellationToken);
        return new CopyOutcome.Stored(row, image, location.ToString(), IsNew: true);
    }

    private ObjectLocation LocationOf(ImageName image, ImageType type) => asked.Images with { Key = asked.Images.Key + image.FileOf(type) };
}

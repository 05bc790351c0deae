using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Hosting.Settings;
using Hosting.Storage;

namespace GroundTruth.Images;

/// <summary>The images that are under the target already: listed once, a thousand at a time, rather than asked for one by one.</summary>
internal static class StoredImages
{
    /// <returns>Each image's kind, by the key of its name. Some 40 bytes an image: a million of them fit the smallest function.</returns>
    /// <exception cref="InvalidSettings">There is no such bucket, or it may not be listed.</exception>
    public static async Task<Dictionary<UInt128, ImageType>> ListAsync(
        IAmazonS3 s3, ObjectLocation images, CancellationToken cancellationToken)
    {
        var stored = new Dictionary<UInt128, ImageType>();
        var request = new ListObjectsV2Request { BucketName = images.Bucket, Prefix = images.Key };
        try
        {
            await foreach (var item in s3.Paginators.ListObjectsV2(request).S3Objects.WithCancellation(cancellationToken))
            {
                if (ImageName.Parse(item.Key[images.Key.Length..]) is var (key, type))
                    stored[key] = type;
            }

            return stored;
        }
        catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            throw new InvalidSettings($"{images} cannot be listed: {e.Message}");
        }
    }
}

using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Catalog.Ledger;
using Hosting.Storage;

namespace Ingest.Storage;

/// <summary>The label file in S3, pinned to one version.</summary>
internal static class SourceObject
{
    /// <summary>The object as it is now.</summary>
    /// <exception cref="SourceNotFound">There is none to be read.</exception>
    public static async Task<SourceVersion> DescribeAsync(IAmazonS3 s3, ObjectLocation location, CancellationToken cancellationToken)
    {
        var request = new GetObjectMetadataRequest { BucketName = location.Bucket, Key = location.Key };
        try
        {
            var found = await s3.GetObjectMetadataAsync(request, cancellationToken);
            return new SourceVersion(location.Bucket, location.Key, found.ETag, VersionOrNull(found.VersionId), found.ContentLength);
        }
        catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            throw new SourceNotFound(location.ToString(), e);
        }
    }

    /// <summary>Asks for some bytes of the object, provided that it is still the one that was planned for.</summary>
    /// <exception cref="SourceChanged">It is not.</exception>
    /// <exception cref="SourceNotFound">It is gone.</exception>
    public static async Task<GetObjectResponse> GetAsync(
        IAmazonS3 s3, SourceVersion source, long from, long to, CancellationToken cancellationToken)
    {
        var request = new GetObjectRequest
        {
            BucketName = source.Bucket,
            Key = source.Key,
            VersionId = source.VersionId,
            EtagToMatch = source.ETag,
            ByteRange = new ByteRange(from, to - 1),
        };
        try
        {
            return await s3.GetObjectAsync(request, cancellationToken);
        }
        catch (AmazonS3Exception e)
        {
            throw Explain(e, source);
        }
    }

    /// <summary>What it means for the run that S3 refuses to read the source: another error, or the same where it says enough.</summary>
    public static Exception Explain(AmazonS3Exception error, SourceVersion source) => error.StatusCode switch
    {
        HttpStatusCode.PreconditionFailed or HttpStatusCode.RequestedRangeNotSatisfiable => new SourceChanged(source, "another version"),
        HttpStatusCode.NotFound or HttpStatusCode.Forbidden => new SourceNotFound(source.ToString(), error),
        _ => error,
    };

    /// <summary>A bucket that never had versioning switched on has no versions; one where it is suspended calls them "null".</summary>
    private static string? VersionOrNull(string? versionId) => versionId is null or "" or "null" ? null : versionId;
}

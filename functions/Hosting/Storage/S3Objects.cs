using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Hosting.Settings;

namespace Hosting.Storage;

/// <summary>Objects in S3 that are read and written as a whole. None of them is held in memory here.</summary>
public static class S3Objects
{
    /// <summary>The object's content, as it comes. A body that breaks off ends in an error, never in a short file.</summary>
    /// <exception cref="SourceNotFound">There is none, or it may not be read.</exception>
    public static async Task<Stream> OpenAsync(IAmazonS3 s3, ObjectLocation location, CancellationToken cancellationToken)
    {
        try
        {
            var response = await s3.GetObjectAsync(new GetObjectRequest { BucketName = location.Bucket, Key = location.Key }, cancellationToken);
            return response.ResponseStream;
        }
        catch (AmazonS3Exception e) when (IsRefusal(e))
        {
            throw new SourceNotFound(location.ToString(), e);
        }
    }

    /// <param name="s3">Where to.</param>
    /// <param name="location">The object to be; what was there before is replaced, but only once all of the new is there.</param>
    /// <param name="content">Its content, which must be able to seek: S3 asks for the length first.</param>
    /// <param name="contentType">Its media type.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidSettings">There is no such bucket, or it may not be written to.</exception>
    public static async Task SaveAsync(
        IAmazonS3 s3, ObjectLocation location, Stream content, string contentType, CancellationToken cancellationToken)
    {
        content.Position = 0;
        var request = new PutObjectRequest
        {
            BucketName = location.Bucket,
            Key = location.Key,
            InputStream = content,
            AutoCloseStream = false,
            ContentType = contentType,
        };
        try
        {
            await s3.PutObjectAsync(request, cancellationToken);
        }
        catch (AmazonS3Exception e) when (IsRefusal(e))
        {
            throw new InvalidSettings($"{location} cannot be written: {e.Message}");
        }
    }

    private static bool IsRefusal(AmazonS3Exception error) => error.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden;
}

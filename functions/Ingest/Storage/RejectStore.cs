using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Catalog.Ledger;
using Hosting.Settings;
using Hosting.Storage;

namespace Ingest.Storage;

/// <summary>Keeps lines that could not be read, byte for byte, in the results bucket.</summary>
internal sealed class RejectStore(IAmazonS3 s3, string bucket)
{
    /// <summary>S3 copies at most 5 GiB at a time, and at least 5 MiB in each part but the last.</summary>
    private const long CopyLength = 1L << 30;

    /// <exception cref="InvalidSettings">There is no such bucket, or the function may not write to it.</exception>
    public async Task SaveAsync(string key, Stream lines, CancellationToken cancellationToken)
    {
        lines.Position = 0;
        var request = new PutObjectRequest { BucketName = bucket, Key = key, InputStream = lines, AutoCloseStream = false };
        try
        {
            await s3.PutObjectAsync(request, cancellationToken);
        }
        catch (AmazonS3Exception e) when (IsUnusable(e))
        {
            throw Unusable(e);
        }
    }

    /// <summary>Keeps a line that is too long to be held in memory: S3 copies it from the source by itself.</summary>
    /// <exception cref="InvalidSettings">There is no such bucket, or the function may not write to it.</exception>
    /// <exception cref="SourceChanged">The source is not the object that was planned for.</exception>
    public async Task CopyAsync(string key, SourceVersion source, long offset, long length, CancellationToken cancellationToken)
    {
        var upload = await BeginAsync(key, cancellationToken);
        try
        {
            var complete = new CompleteMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = upload };
            for (var copied = 0L; copied < length; copied += CopyLength)
            {
                var last = Math.Min(copied + CopyLength, length) - 1;
                complete.AddPartETags(
                    await s3.CopyPartAsync(Part(key, upload, source, offset + copied, offset + last, (int)(copied / CopyLength) + 1), cancellationToken));
            }

            await s3.CompleteMultipartUploadAsync(complete, cancellationToken);
        }
        catch (Exception e)
        {
            await AbortAsync(key, upload);
            if (e is AmazonS3Exception refused)
                throw SourceObject.Explain(refused, source);

            throw;
        }
    }

    private async Task<string> BeginAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            var request = new InitiateMultipartUploadRequest { BucketName = bucket, Key = key };
            return (await s3.InitiateMultipartUploadAsync(request, cancellationToken)).UploadId;
        }
        catch (AmazonS3Exception e) when (IsUnusable(e))
        {
            throw Unusable(e);
        }
    }

    /// <summary>What is not completed stays in the bucket unseen, and is paid for.</summary>
    private async Task AbortAsync(string key, string upload)
    {
        try
        {
            await s3.AbortMultipartUploadAsync(
                new AbortMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = upload }, CancellationToken.None);
        }
        catch (Exception e) when (e is AmazonS3Exception || StorageUnavailable.Explains(e))
        {
            // The error that brought us here says more.
        }
    }

    private CopyPartRequest Part(string key, string upload, SourceVersion source, long first, long last, int number) => new()
    {
        SourceBucket = source.Bucket,
        SourceKey = source.Key,
        SourceVersionId = source.VersionId,
        ETagToMatch = [source.ETag],
        FirstByte = first,
        LastByte = last,
        DestinationBucket = bucket,
        DestinationKey = key,
        UploadId = upload,
        PartNumber = number,
    };

    private static bool IsUnusable(AmazonS3Exception error) => error.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden;

    private InvalidSettings Unusable(AmazonS3Exception error) =>
        new($"RESULTS_BUCKET is '{bucket}', which does not exist or may not be written to: {error.Message}");
}

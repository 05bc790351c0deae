using Amazon.S3;
using Amazon.S3.Model;
using Catalog.Ledger;

namespace Ingest.Storage;

/// <summary>Keeps lines that could not be read, byte for byte, in the results bucket.</summary>
internal sealed class RejectStore(IAmazonS3 s3, string bucket)
{
    /// <summary>S3 copies at most 5 GiB at a time, and at least 5 MiB in each part but the last.</summary>
    private const long CopyLength = 1L << 30;

    public async Task SaveAsync(string key, Stream lines, CancellationToken cancellationToken)
    {
        lines.Position = 0;
        await s3.PutObjectAsync(
            new PutObjectRequest { BucketName = bucket, Key = key, InputStream = lines, AutoCloseStream = false }, cancellationToken);
    }

    /// <summary>Keeps a line that is too long to be held in memory: S3 copies it from the source by itself.</summary>
    public async Task CopyAsync(string key, SourceVersion source, long offset, long length, CancellationToken cancellationToken)
    {
        var upload = await s3.InitiateMultipartUploadAsync(
            new InitiateMultipartUploadRequest { BucketName = bucket, Key = key }, cancellationToken);
        var complete = new CompleteMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = upload.UploadId };
        for (var copied = 0L; copied < length; copied += CopyLength)
        {
            var part = await s3.CopyPartAsync(
                new CopyPartRequest
                {
                    SourceBucket = source.Bucket,
                    SourceKey = source.Key,
                    SourceVersionId = source.VersionId,
                    ETagToMatch = [source.ETag],
                    FirstByte = offset + copied,
                    LastByte = offset + Math.Min(copied + CopyLength, length) - 1,
                    DestinationBucket = bucket,
                    DestinationKey = key,
                    UploadId = upload.UploadId,
                    PartNumber = (int)(copied / CopyLength) + 1,
                },
                cancellationToken);
            complete.AddPartETags(part);
        }

        await s3.CompleteMultipartUploadAsync(complete, cancellationToken);
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace Local.S3;

/// <summary>
/// Multipart uploads whose parts are ranges of other objects (UploadPartCopy): how S3 takes a piece out of an object by itself. The
/// bytes are copied when the upload is completed.
/// </summary>
internal sealed class MultipartCopies(ObjectStore store)
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<int, CopiedRange>> uploads = new(StringComparer.Ordinal);

    public Task BeginAsync(HttpContext context, S3Target target)
    {
        var upload = Guid.NewGuid().ToString("N");
        uploads[upload] = new ConcurrentDictionary<int, CopiedRange>();
        return S3Xml.WriteAsync(context, new XElement(
            "InitiateMultipartUploadResult",
            new XElement("Bucket", target.Bucket),
            new XElement("Key", target.Key),
            new XElement("UploadId", upload)));
    }

    public async Task AddPartAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.Headers.TryGetValue("x-amz-copy-source", out var header)
            || !RangeHeaderValue.TryParse(request.Headers["x-amz-copy-source-range"], out var range)
            || range.Ranges.Single() is not { From: { } from, To: { } to })
        {
            throw S3Error.NotImplemented();
        }

        var copied = CopiedRange.Of(header.ToString(), from, to);
        using var source = store.Open(copied.Bucket, copied.Key, copied.VersionId);
        if (request.Headers.TryGetValue("x-amz-copy-source-if-match", out var etag) && etag != source.ETag)
            throw S3Error.PreconditionFailed();

        Find(request)[int.Parse(request.Query["partNumber"].ToString(), CultureInfo.InvariantCulture)] = copied;
        await S3Xml.WriteAsync(context, new XElement(
            "CopyPartResult",
            new XElement("ETag", source.ETag),
            new XElement("LastModified", DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture))));
    }

    public async Task CompleteAsync(HttpContext context, S3Target target)
    {
        var parts = Find(context.Request);
        await store.PutAsync(target.Bucket, target.Key, content => CopyAsync(parts, content, context.RequestAborted), replace: true);
        uploads.TryRemove(context.Request.Query["uploadId"].ToString(), out _);
        await S3Xml.WriteAsync(context, new XElement(
            "CompleteMultipartUploadResult", new XElement("Bucket", target.Bucket), new XElement("Key", target.Key)));
    }

    public Task AbortAsync(HttpContext context)
    {
        uploads.TryRemove(context.Request.Query["uploadId"].ToString(), out _);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private ConcurrentDictionary<int, CopiedRange> Find(HttpRequest request) =>
        uploads.TryGetValue(request.Query["uploadId"].ToString(), out var parts) ? parts : throw S3Error.NoSuchUpload();

    private async Task CopyAsync(ConcurrentDictionary<int, CopiedRange> parts, Stream destination, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 20];
        foreach (var (_, part) in parts.OrderBy(part => part.Key))
        {
            using var source = store.Open(part.Bucket, part.Key, part.VersionId);
            source.Content.Position = part.From;
            for (var left = part.To - part.From + 1; left > 0;)
            {
                var piece = buffer.AsMemory(0, (int)Math.Min(left, buffer.Length));
                await source.Content.ReadExactlyAsync(piece, cancellationToken);
                await destination.WriteAsync(piece, cancellationToken);
                left -= piece.Length;
            }
        }
    }

    /// <summary>Bytes of another object, both ends included.</summary>
    private sealed record CopiedRange(string Bucket, string Key, string? VersionId, long From, long To)
    {
        private const string VersionMark = "?versionId=";

        public static CopiedRange Of(string copySource, long from, long to)
        {
            var versionAt = copySource.IndexOf(VersionMark, StringComparison.Ordinal);
            var path = Uri.UnescapeDataString(versionAt < 0 ? copySource : copySource[..versionAt]).TrimStart('/').Split('/', 2);
            var version = versionAt < 0 ? null : Uri.UnescapeDataString(copySource[(versionAt + VersionMark.Length)..]);
            return new CopiedRange(path[0], path[1], version, from, to);
        }
    }
}

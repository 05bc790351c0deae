using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Local.S3;

/// <summary>PutObject.</summary>
internal static class ObjectUpload
{
    public static async Task AnswerAsync(HttpContext context, ObjectStore store, string bucket, string key)
    {
        var request = context.Request;
        if (request.Headers.ContainsKey("x-amz-copy-source"))
            throw S3Error.NotImplemented();

        var replace = request.Headers.IfNoneMatch.Count == 0;
        await store.PutAsync(bucket, key, content => ReceiveAsync(request, content), replace);
        using var stored = store.Open(bucket, key, versionId: null);
        context.Response.Headers.ETag = stored.ETag;
    }

    private static async Task ReceiveAsync(HttpRequest request, Stream content)
    {
        var cancellationToken = request.HttpContext.RequestAborted;
        if (!request.Headers["x-amz-content-sha256"].ToString().StartsWith("STREAMING-", StringComparison.Ordinal))
        {
            await request.BodyReader.CopyToAsync(content, cancellationToken);
            return;
        }

        var received = await AwsChunkedBody.CopyToAsync(request.BodyReader, content, cancellationToken);
        var promised = request.Headers["x-amz-decoded-content-length"].ToString();
        if (!string.Equals(promised, received.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))
            throw S3Error.IncompleteBody($"{promised} bytes were promised and {received} sent.");
    }
}

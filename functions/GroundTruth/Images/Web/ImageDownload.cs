using System.Buffers;
using System.Net;
using Hosting.Storage;

namespace GroundTruth.Images.Web;

/// <summary>Takes an answer's body in, as far as it is an image and no larger than it may be.</summary>
internal static class ImageDownload
{
    private const int BlockBytes = 64 * 1024;

    /// <exception cref="ImageNotFetched">It is none.</exception>
    public static async Task<FetchedImage> ReceiveAsync(HttpResponseMessage response, long maxBytes, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.OK)
            throw Refuse(response);
        if (response.Content.Headers.ContentLength > maxBytes)
            throw new ImageNotFetched(CopyFailure.TooLarge);

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            return await ReceiveAsync(body, block, maxBytes, cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static async Task<FetchedImage> ReceiveAsync(Stream body, byte[] block, long maxBytes, CancellationToken cancellationToken)
    {
        var read = await body.ReadAtLeastAsync(block, ImageType.SignatureLength, throwOnEndOfStream: false, cancellationToken);
        if (read == 0)
            throw new ImageNotFetched(CopyFailure.Empty);

        var type = ImageType.Of(block.AsSpan(0, read)) ?? throw new ImageNotFetched(CopyFailure.NotAnImage);
        var file = new TemporaryFile();
        try
        {
            // The server may have announced less, or nothing.
            for (var total = 0L; read > 0; read = await body.ReadAsync(block, cancellationToken))
            {
                total += read;
                if (total > maxBytes)
                    throw new ImageNotFetched(CopyFailure.TooLarge);

                file.Write(block.AsSpan(0, read));
            }

            return new FetchedImage(file, type);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>429 and what is wrong with the server itself may pass; what is wrong with the request does not.</summary>
    private static ImageNotFetched Refuse(HttpResponseMessage response)
    {
        var wait = RetryAfter.Of(response.Headers.RetryAfter, DateTimeOffset.UtcNow);
        var mayPass = response.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError
            && !(wait > RetryAfter.Longest);
        return new ImageNotFetched(CopyFailure.Http(response.StatusCode), mayPass, wait);
    }
}

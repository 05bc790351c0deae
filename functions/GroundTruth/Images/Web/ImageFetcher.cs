using System.Net;
using System.Security.Authentication;

namespace GroundTruth.Images.Web;

/// <summary>Makes one request for an image: a redirect is told, not followed, and every byte is counted.</summary>
/// <param name="web">Knows where it may go.</param>
/// <param name="timeout">How long one request may take, its answer's body included.</param>
/// <param name="maxBytes">The largest image.</param>
internal sealed class ImageFetcher(PublicWeb web, TimeSpan timeout, long maxBytes)
{
    /// <exception cref="ImageNotFetched">There is no image, or none that may be taken.</exception>
    public async Task<ImageAnswer> FetchAsync(Uri url, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            using var response = await web.Client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return IsRedirect(response.StatusCode)
                ? new ImageAnswer.Elsewhere(ImageUrl.Follow(url, response.Headers.Location, web.Allowed))
                : new ImageAnswer.Here(await ImageDownload.ReceiveAsync(response, maxBytes, limit.Token));
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ImageNotFetched(CopyFailure.Timeout, mayPass: true, cause: e);
        }
        catch (HttpRequestException e)
        {
            throw Explain(e);
        }
        catch (IOException e)
        {
            // The answer ended before its end, or its connection did.
            throw new ImageNotFetched(CopyFailure.Truncated, mayPass: true, cause: e);
        }
    }

    private static bool IsRedirect(HttpStatusCode status) => status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found
        or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private static ImageNotFetched Explain(HttpRequestException error) => error switch
    {
        { InnerException: ImageNotFetched refused } => refused,
        { HttpRequestError: HttpRequestError.SecureConnectionError, InnerException: AuthenticationException } =>
            new ImageNotFetched(CopyFailure.TlsFailed, cause: error),
        { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded } =>
            new ImageNotFetched(CopyFailure.NotHttp, cause: error),
        _ => new ImageNotFetched(CopyFailure.ConnectionFailed, mayPass: true, cause: error),
    };
}

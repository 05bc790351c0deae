using System.Net;
using System.Security.Authentication;
using System.Threading.RateLimiting;

namespace GroundTruth.Images.Web;

/// <summary>Fetches an image, once: every redirect followed by hand, every byte counted.</summary>
/// <param name="web">Knows where it may go.</param>
/// <param name="hosts">How many requests a server gets side by side.</param>
/// <param name="timeout">How long one request may take, its answer's body included.</param>
/// <param name="maxBytes">The largest image.</param>
internal sealed class ImageFetcher(PublicWeb web, PartitionedRateLimiter<string> hosts, TimeSpan timeout, long maxBytes)
{
    private const int MaxRedirects = 5;

    /// <exception cref="ImageNotFetched">There is no image, or none that may be taken.</exception>
    public async Task<FetchedImage> FetchAsync(Uri url, CancellationToken cancellationToken)
    {
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            // To wait for one's turn takes nothing of the time that a server has to answer.
            using var turn = await hosts.AcquireAsync(url.Authority, permitCount: 1, cancellationToken);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(timeout);
            try
            {
                using var response = await web.Client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, limit.Token);
                if (!IsRedirect(response.StatusCode))
                    return await ImageDownload.ReceiveAsync(response, maxBytes, limit.Token);

                url = ImageUrl.Follow(url, response.Headers.Location, web.Allowed);
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

        throw new ImageNotFetched(CopyFailure.TooManyRedirects);
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

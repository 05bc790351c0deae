using System.Threading.RateLimiting;
using Polly;
using Polly.Retry;

namespace GroundTruth.Images.Web;

/// <summary>Fetches an image, and tries again where that may help: sooner or later, as the server asks.</summary>
internal sealed class PatientFetcher : IAsyncDisposable
{
    private static readonly ResiliencePipeline<FetchedImage> Retries = new ResiliencePipelineBuilder<FetchedImage>()
        .AddRetry(new RetryStrategyOptions<FetchedImage>
        {
            MaxRetryAttempts = 3,
            Delay = TimeSpan.FromMilliseconds(500),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is ImageNotFetched { MayPass: true }),
            DelayGenerator = attempt => ValueTask.FromResult((attempt.Outcome.Exception as ImageNotFetched)?.RetryAfter),
        })
        .Build();

    private readonly PartitionedRateLimiter<string> hosts;
    private readonly ImageFetcher fetcher;

    /// <param name="web">Knows where it may go.</param>
    /// <param name="hostConcurrency">Requests that a server gets side by side.</param>
    /// <param name="timeout">How long one request may take.</param>
    /// <param name="maxBytes">The largest image.</param>
    public PatientFetcher(PublicWeb web, int hostConcurrency, TimeSpan timeout, long maxBytes)
    {
        var options = new ConcurrencyLimiterOptions { PermitLimit = hostConcurrency, QueueLimit = int.MaxValue };
        hosts = PartitionedRateLimiter.Create<string, string>(host => RateLimitPartition.GetConcurrencyLimiter(host, _ => options));
        fetcher = new ImageFetcher(web, hosts, timeout, maxBytes);
    }

    /// <exception cref="ImageNotFetched">There is no image, or none that may be taken.</exception>
    public async Task<FetchedImage> FetchAsync(Uri url, CancellationToken cancellationToken) =>
        await Retries.ExecuteAsync(
            static async (work, token) => await work.fetcher.FetchAsync(work.url, token), (fetcher, url), cancellationToken);

    public ValueTask DisposeAsync() => hosts.DisposeAsync();
}

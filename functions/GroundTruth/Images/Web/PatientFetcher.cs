using System.Threading.RateLimiting;
using Hosting;
using Polly;
using Polly.Retry;

namespace GroundTruth.Images.Web;

/// <summary>
/// Fetches an image: every redirect followed by hand, and every request tried again where that may help, sooner or later, as the server
/// asks. Whoever waits for a server does not hold up the images of others.
/// </summary>
internal sealed class PatientFetcher : IAsyncDisposable
{
    private const int MaxRedirects = 5;

    private static readonly ResiliencePipeline<ImageAnswer> Retries = new ResiliencePipelineBuilder<ImageAnswer>()
        .AddRetry(new RetryStrategyOptions<ImageAnswer>
        {
            MaxRetryAttempts = 3,
            Delay = TimeSpan.FromMilliseconds(500),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is ImageNotFetched { MayPass: true }),
            DelayGenerator = attempt => ValueTask.FromResult((attempt.Outcome.Exception as ImageNotFetched)?.RetryAfter),
        })
        .Build();

    private readonly SilentServers silent = new();
    private readonly PartitionedRateLimiter<string> turns;
    private readonly ConcurrencyLimiter places;
    private readonly ImageFetcher fetcher;
    private readonly Deadline deadline;

    /// <param name="web">Knows where it may go.</param>
    /// <param name="asked">How many images side by side, and how many of one server; how long a request and how large an image may be.</param>
    /// <param name="deadline">Once it is near, no request is begun.</param>
    public PatientFetcher(PublicWeb web, CopyRequest asked, Deadline deadline)
    {
        var ofServer = SideBySide(asked.HostConcurrency);
        turns = PartitionedRateLimiter.Create<string, string>(server => RateLimitPartition.GetConcurrencyLimiter(server, _ => ofServer));
        places = new ConcurrencyLimiter(SideBySide(asked.Concurrency));
        fetcher = new ImageFetcher(web, asked.Timeout, asked.MaxBytes);
        this.deadline = deadline;
    }

    /// <returns>The image. It counts as one of those side by side until it is disposed of.</returns>
    /// <exception cref="ImageNotFetched">There is no image, or none that may be taken.</exception>
    /// <exception cref="OperationCanceledException">Time is short.</exception>
    public async Task<FetchedImage> FetchAsync(Uri url, CancellationToken cancellationToken)
    {
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            switch (await AskAsync(url, cancellationToken))
            {
                case ImageAnswer.Here here:
                    return here.Image;
                case ImageAnswer.Elsewhere elsewhere:
                    url = elsewhere.Url;
                    break;
            }
        }

        throw new ImageNotFetched(CopyFailure.TooManyRedirects);
    }

    public async ValueTask DisposeAsync()
    {
        await turns.DisposeAsync();
        await places.DisposeAsync();
    }

    private static ConcurrencyLimiterOptions SideBySide(int count) => new() { PermitLimit = count, QueueLimit = int.MaxValue };

    /// <summary>
    /// The turn is kept between attempts: a server in trouble is not to get other requests meanwhile. There is one turn at a time, so that
    /// two servers that redirect to each other cannot end in a deadlock.
    /// </summary>
    private async Task<ImageAnswer> AskAsync(Uri url, CancellationToken cancellationToken)
    {
        var server = url.Authority;
        using var turn = await turns.AcquireAsync(server, permitCount: 1, cancellationToken);
        silent.Refuse(server);
        try
        {
            var answer = await Retries.ExecuteAsync(
                static async (work, token) => await work.Self.TryAsync(work.Url, token), (Self: this, Url: url), cancellationToken);
            silent.NoteAnswer(server);
            return answer;
        }
        catch (ImageNotFetched e)
        {
            silent.NoteFailure(server, e);
            throw;
        }
    }

    /// <summary>A place is taken last and given back first: it is what images of all servers compete for.</summary>
    private async Task<ImageAnswer> TryAsync(Uri url, CancellationToken cancellationToken)
    {
        var place = await places.AcquireAsync(permitCount: 1, cancellationToken);
        var isKept = false;
        try
        {
            if (deadline.IsNear)
                throw new OperationCanceledException();

            var answer = await fetcher.FetchAsync(url, cancellationToken);
            if (answer is not ImageAnswer.Here here)
                return answer;

            isKept = true;
            return new ImageAnswer.Here(here.Image with { Place = place });
        }
        finally
        {
            if (!isKept)
                place.Dispose();
        }
    }
}
